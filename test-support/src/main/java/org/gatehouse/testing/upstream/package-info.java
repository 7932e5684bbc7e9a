/** An OpenAI-compatible upstream with the real one's manners and every way of breaking them; in-process or a process of its own. */
@NullMarked
package org.gatehouse.testing.upstream;

import org.jspecify.annotations.NullMarked;

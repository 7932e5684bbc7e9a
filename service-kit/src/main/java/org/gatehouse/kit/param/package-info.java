/** Query and path parameters of every own API, read as strictly as JSON bodies are. */
@NullMarked
package org.gatehouse.kit.param;

import org.jspecify.annotations.NullMarked;

/** The endpoints of the three dialects, over upstreams of any dialect. */
@NullMarked
package org.gatehouse.chat;

import org.jspecify.annotations.NullMarked;

/** Several upstreams that have the same model: in which order they are asked, and which are left alone for a while. */
@NullMarked
package org.gatehouse.chat.target;

import org.jspecify.annotations.NullMarked;

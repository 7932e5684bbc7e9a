/** Requests of the inference endpoints. */
@NullMarked
package org.gatehouse.testing.chat;

import org.jspecify.annotations.NullMarked;

/** A client of one dialect in front of an upstream of another: requests out, answers back, streamed or whole. */
@NullMarked
package org.gatehouse.chat.translate;

import org.jspecify.annotations.NullMarked;

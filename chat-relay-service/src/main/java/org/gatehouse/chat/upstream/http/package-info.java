/** What every upstream behind HTTP shares: one call, its kinds of body, and what may be told of its errors. */
@NullMarked
package org.gatehouse.chat.upstream.http;

import org.jspecify.annotations.NullMarked;

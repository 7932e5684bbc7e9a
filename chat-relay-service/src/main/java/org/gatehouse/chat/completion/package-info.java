/** The endpoints: one exchange from the request to the last byte, its time limits and its usage line. */
@NullMarked
package org.gatehouse.chat.completion;

import org.jspecify.annotations.NullMarked;

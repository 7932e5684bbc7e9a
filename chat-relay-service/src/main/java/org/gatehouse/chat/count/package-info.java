/** Tokens counted here, for when nobody else has counted them. */
@NullMarked
package org.gatehouse.chat.count;

import org.jspecify.annotations.NullMarked;

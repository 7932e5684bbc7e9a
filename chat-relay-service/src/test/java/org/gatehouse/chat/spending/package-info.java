@NullMarked
package org.gatehouse.chat.spending;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.gatehouse.chat.count;

import org.jspecify.annotations.NullMarked;

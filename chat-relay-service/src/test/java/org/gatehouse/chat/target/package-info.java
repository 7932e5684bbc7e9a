@NullMarked
package org.gatehouse.chat.target;

import org.jspecify.annotations.NullMarked;

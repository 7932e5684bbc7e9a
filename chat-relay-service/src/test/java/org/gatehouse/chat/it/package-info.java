@NullMarked
package org.gatehouse.chat.it;

import org.jspecify.annotations.NullMarked;

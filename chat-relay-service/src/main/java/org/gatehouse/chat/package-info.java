@NullMarked
package org.gatehouse.chat;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.gatehouse.chat.sse;

import org.jspecify.annotations.NullMarked;

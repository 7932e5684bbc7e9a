@NullMarked
package org.gatehouse.chat.translate;

import org.jspecify.annotations.NullMarked;

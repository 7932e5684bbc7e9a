@NullMarked
package org.gatehouse.chat.arch;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.gatehouse.chat.completion;

import org.jspecify.annotations.NullMarked;

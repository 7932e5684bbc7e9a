@NullMarked
package org.gatehouse.chat.translate.overresponses;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.gatehouse.chat.json;

import org.jspecify.annotations.NullMarked;

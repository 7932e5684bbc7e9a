@NullMarked
package org.gatehouse.chat.upstream;

import org.jspecify.annotations.NullMarked;

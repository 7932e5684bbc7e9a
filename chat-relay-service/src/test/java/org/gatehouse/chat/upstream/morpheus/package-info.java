@NullMarked
package org.gatehouse.chat.upstream.morpheus;

import org.jspecify.annotations.NullMarked;

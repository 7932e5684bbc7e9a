@NullMarked
package org.gatehouse.chat.upstream.openai;

import org.jspecify.annotations.NullMarked;

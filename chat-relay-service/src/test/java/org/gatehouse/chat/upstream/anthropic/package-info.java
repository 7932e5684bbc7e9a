@NullMarked
package org.gatehouse.chat.upstream.anthropic;

import org.jspecify.annotations.NullMarked;

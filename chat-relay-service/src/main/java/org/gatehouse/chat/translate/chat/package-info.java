/** OpenAI clients in front of upstreams that speak Anthropic's Messages. */
@NullMarked
package org.gatehouse.chat.translate.chat;

import org.jspecify.annotations.NullMarked;

/** Anthropic clients in front of upstreams that speak OpenAI chat completions. */
@NullMarked
package org.gatehouse.chat.translate.messages;

import org.jspecify.annotations.NullMarked;

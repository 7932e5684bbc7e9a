/** Clients of OpenAI's Responses in front of upstreams that speak chat completions. */
@NullMarked
package org.gatehouse.chat.translate.responses;

import org.jspecify.annotations.NullMarked;

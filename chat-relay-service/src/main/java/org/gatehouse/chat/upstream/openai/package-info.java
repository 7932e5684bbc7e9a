/** Upstreams that speak the OpenAI dialect over HTTP. */
@NullMarked
package org.gatehouse.chat.upstream.openai;

import org.jspecify.annotations.NullMarked;

/** Upstreams that speak Anthropic's Messages. */
@NullMarked
package org.gatehouse.chat.upstream.anthropic;

import org.jspecify.annotations.NullMarked;

package org.gatehouse.kit.upstream;

import io.netty.buffer.ByteBuf;
import org.reactivestreams.Publisher;

/**
 * A response body that a controller streams: {@code HttpResponse.ok(new StreamedBody(publisher)).contentType(…)}. Each
 * buffer becomes one chunk and one write without being copied; demand and cancel pass through to the publisher, and its
 * error closes the client's connection without the terminating chunk, so that a cut stream never looks complete. (The
 * framework's own way with a {@code Publisher} body wraps every item.)
 */
public record StreamedBody(Publisher<ByteBuf> content) {}

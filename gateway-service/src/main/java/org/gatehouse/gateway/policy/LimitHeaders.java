package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.stream.IntStream;
import org.gatehouse.gateway.limit.Standing;
import org.gatehouse.gateway.proxy.ResponseStamp;

/** Tells a client where it stands, in the headers that OpenAI's SDKs know. */
record LimitHeaders(Standing standing) implements ResponseStamp {

    static final AsciiString LIMIT = AsciiString.cached("x-ratelimit-limit-requests");
    static final AsciiString REMAINING = AsciiString.cached("x-ratelimit-remaining-requests");
    static final AsciiString RESET = AsciiString.cached("x-ratelimit-reset-requests");

    private static final AsciiString[] SECONDS = IntStream.rangeClosed(0, 60)
            .mapToObj(seconds -> AsciiString.cached(seconds + "s"))
            .toArray(AsciiString[]::new);

    @Override
    public void on(HttpHeaders headers) {
        headers.set(LIMIT, Integer.toString(standing.limit()));
        headers.set(REMAINING, Integer.toString(standing.remaining()));
        headers.set(RESET, SECONDS[standing.resetSeconds()]);
    }
}

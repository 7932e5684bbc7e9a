package org.gatehouse.gateway.policy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.gatehouse.gateway.limit.Standing;
import org.gatehouse.gateway.proxy.ResponseStamp;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client where it stands, in the headers that OpenAI's SDKs know, and in Anthropic's where its clients ask.
 *
 * @param now where the answer is to carry Anthropic's headers, whose reset is a point in time; else null
 */
record LimitHeaders(Standing standing, @Nullable Instant now) implements ResponseStamp {

    private static final AsciiString LIMIT = AsciiString.cached("x-ratelimit-limit-requests");
    private static final AsciiString REMAINING = AsciiString.cached("x-ratelimit-remaining-requests");
    private static final AsciiString RESET = AsciiString.cached("x-ratelimit-reset-requests");
    private static final AsciiString ANTHROPIC_LIMIT = AsciiString.cached("anthropic-ratelimit-requests-limit");
    private static final AsciiString ANTHROPIC_REMAINING = AsciiString.cached("anthropic-ratelimit-requests-remaining");
    private static final AsciiString ANTHROPIC_RESET = AsciiString.cached("anthropic-ratelimit-requests-reset");

    private static final AsciiString[] SECONDS = IntStream.rangeClosed(0, 60)
            .mapToObj(seconds -> AsciiString.cached(seconds + "s"))
            .toArray(AsciiString[]::new);

    @Override
    public void on(HttpHeaders headers) {
        var limit = Integer.toString(standing.limit());
        var remaining = Integer.toString(standing.remaining());
        headers.set(LIMIT, limit);
        headers.set(REMAINING, remaining);
        headers.set(RESET, SECONDS[standing.resetSeconds()]);
        if (now != null) {
            headers.set(ANTHROPIC_LIMIT, limit);
            headers.set(ANTHROPIC_REMAINING, remaining);
            var reset = now.plusSeconds(standing.resetSeconds()).truncatedTo(ChronoUnit.SECONDS);
            headers.set(ANTHROPIC_RESET, reset.toString());
        }
    }
}

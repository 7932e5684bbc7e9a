package org.gatehouse.chat.completion;

import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who asked for what, and the one line that says what came of it. No prompt and no answer is ever in it. */
record Account(String requestId, Caller.User caller, ModelRequest request, long receivedNanos, Bookkeeping books) {

    private static final Logger USAGE = LoggerFactory.getLogger("org.gatehouse.chat.usage");
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    /** Notes that one candidate failed; the request may still be answered by another. */
    void failed(@Nullable Attempt attempt, Failure failure) {
        if (failure.reason() != Failure.Reason.CLIENT) {
            LOG.atWarn()
                    .addKeyValue("request_id", requestId)
                    .addKeyValue("upstream", upstream(attempt))
                    .addKeyValue("reason", failure.reason())
                    .addKeyValue("detail", failure.internalReason())
                    .log("upstream failed");
        }
    }

    void open() {
        books.meters().began();
    }

    /**
     * Accounts for the request, once.
     *
     * @param whole the unary answer that was given, or null
     */
    void close(@Nullable Attempt attempt, Usage usage, byte @Nullable [] whole, long firstTokenNanos, String outcome) {
        long now = System.nanoTime();
        Long firstToken = firstTokenNanos == 0 ? null : firstTokenNanos - receivedNanos;
        books.settle(request, usage, whole, spent -> {
            var series = new Meters.Series(request.endpoint(), upstreamOrNone(attempt), model(attempt), outcome);
            books.meters().ended(series, spent, now - receivedNanos, firstToken);
            write(attempt, spent, now, firstToken, outcome);
        });
    }

    private static String upstreamOrNone(@Nullable Attempt attempt) {
        return attempt == null ? "none" : attempt.candidate().upstream().name();
    }

    private static String model(@Nullable Attempt attempt) {
        return attempt == null ? "none" : attempt.candidate().model().id();
    }

    private void write(
            @Nullable Attempt attempt, Usage usage, long now, @Nullable Long firstTokenNanos, String outcome) {
        USAGE.atInfo()
                .addKeyValue("request_id", requestId)
                .addKeyValue("account_id", caller.accountId())
                .addKeyValue("key_id", caller.keyId().orElse(null))
                .addKeyValue(
                        "model",
                        attempt == null ? null : attempt.candidate().model().id())
                .addKeyValue("upstream", upstream(attempt))
                .addKeyValue("stream", request.options().stream())
                .addKeyValue("tokens_in", usage.promptTokens())
                .addKeyValue("tokens_out", usage.completionTokens())
                .addKeyValue("tokens_source", usage.source())
                .addKeyValue("duration_ms", millis(receivedNanos, now))
                .addKeyValue("ttft_ms", firstTokenNanos == null ? null : millis(0, firstTokenNanos))
                .addKeyValue("outcome", outcome)
                .log("usage");
    }

    private static @Nullable String upstream(@Nullable Attempt attempt) {
        return attempt == null ? null : attempt.candidate().upstream().name();
    }

    private static long millis(long from, long to) {
        return TimeUnit.NANOSECONDS.toMillis(to - from);
    }
}

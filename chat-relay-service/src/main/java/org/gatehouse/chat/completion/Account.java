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
record Account(String requestId, Caller.User caller, ModelRequest request, long receivedNanos) {

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

    void close(@Nullable Attempt attempt, Usage usage, long firstTokenNanos, String outcome) {
        long now = System.nanoTime();
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
                .addKeyValue("ttft_ms", firstTokenNanos == 0 ? null : millis(receivedNanos, firstTokenNanos))
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

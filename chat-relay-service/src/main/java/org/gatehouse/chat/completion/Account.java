package org.gatehouse.chat.completion;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who asked for what, and the one line that says what came of it. No prompt and no answer is ever in it.
 *
 * @param room kept until the account is closed
 */
record Account(
        GenAiSpans.Traced traced,
        Caller.User caller,
        ModelRequest request,
        Room room,
        long receivedNanos,
        Bookkeeping books) {

    private static final Logger USAGE = LoggerFactory.getLogger("org.gatehouse.chat.usage");
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    /** Notes that one candidate failed; the request may still be answered by another. */
    void failed(@Nullable Attempt attempt, Failure failure) {
        if (failure.reason() != Failure.Reason.CLIENT) {
            LOG.atWarn()
                    .addKeyValue("request_id", traced.requestId())
                    .addKeyValue("trace_id", traced.traceId())
                    .addKeyValue("upstream", upstream(attempt))
                    .addKeyValue("reason", failure.reason())
                    .addKeyValue("detail", failure.internalReason())
                    .log("upstream failed");
        }
    }

    /** Notes that another candidate is asked in place of the one that failed; what that one spent is not known. */
    void fellBack(Attempt failed, Failure failure) {
        var error = failure.reason().name().toLowerCase(Locale.ROOT);
        books.spans().attempt(traced, failed, Usage.NONE, error, System.nanoTime());
    }

    void open() {
        books.meters().began();
    }

    /**
     * How it ended.
     *
     * @param outcome a word of a fixed list, {@code ok} for an answer that was given whole
     * @param status as it went out; 0 when nothing did
     */
    record End(String outcome, int status) {

        private static final String OK = "ok";

        /** What kept it from being answered whole; empty for nothing. */
        String error() {
            return outcome.equals(OK) ? "" : outcome;
        }
    }

    /**
     * Accounts for the request, once.
     *
     * @param whole the unary answer that was given, or null
     */
    void close(@Nullable Attempt attempt, Usage usage, byte @Nullable [] whole, long firstTokenNanos, End end) {
        long now = System.nanoTime();
        Long firstToken = firstTokenNanos == 0 ? null : firstTokenNanos - receivedNanos;
        Consumer<Usage> settled = spent -> {
            var series = new Meters.Series(request.endpoint(), upstreamOrNone(attempt), model(attempt), end.outcome());
            books.meters().ended(series, spent, now - receivedNanos, firstToken);
            write(attempt, spent, now, firstToken, end.outcome());
            if (attempt != null) {
                books.spans().attempt(traced, attempt, spent, end.error(), now);
            }
            books.spans().request(traced, end.status(), end.error(), now);
        };
        books.settle(request, usage, whole, settled, room::close);
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
                .addKeyValue("request_id", traced.requestId())
                .addKeyValue("trace_id", traced.traceId())
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

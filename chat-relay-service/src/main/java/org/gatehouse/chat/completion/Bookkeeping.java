package org.gatehouse.chat.completion;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gatehouse.chat.count.Counting;
import org.gatehouse.chat.count.PromptTokens;
import org.gatehouse.chat.count.TokenCount;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/** What all requests share to account for themselves: meters, spans, and counting where nobody else has counted. */
@Singleton
final class Bookkeeping {

    private final Meters meters;
    private final GenAiSpans spans;
    private final Executor counting;

    Bookkeeping(Meters meters, GenAiSpans spans, @Named(Counting.NAME) Executor counting) {
        this.meters = meters;
        this.spans = spans;
        this.counting = counting;
    }

    Meters meters() {
        return meters;
    }

    GenAiSpans spans() {
        return spans;
    }

    /**
     * Hands on the usage, at once where it was reported, else with what was counted, on another thread.
     *
     * @param whole the unary answer that came without usage, or null
     * @param after runs once, whatever came of it: neither the request nor the answer is needed then
     */
    void settle(ModelRequest request, Usage usage, byte @Nullable [] whole, Consumer<Usage> to, Runnable after) {
        boolean unreported = whole != null && usage.source() == Usage.Source.NONE;
        if (usage.source() != Usage.Source.ESTIMATED && !unreported) {
            settle(() -> usage, to, after);
            return;
        }
        byte[] answer = unreported ? whole : null;
        try {
            counting.execute(() -> settle(() -> estimate(request, usage, answer), to, after));
        } catch (RejectedExecutionException e) {
            settle(() -> roughly(request, usage, answer), to, after);
        }
    }

    private static void settle(Supplier<Usage> usage, Consumer<Usage> to, Runnable after) {
        try {
            to.accept(usage.get());
        } finally {
            after.run();
        }
    }

    /** By bytes: too many others wait to be counted. */
    private static Usage roughly(ModelRequest request, Usage usage, byte @Nullable [] whole) {
        long said = whole == null ? usage.completionTokens() : TokenCount.estimate(whole.length);
        long asked = usage.promptTokens() > 0 ? usage.promptTokens() : TokenCount.estimate(request.body().length);
        return new Usage(asked, said, Usage.Source.ESTIMATED);
    }

    private static Usage estimate(ModelRequest request, Usage usage, byte @Nullable [] whole) {
        try {
            long said = whole == null ? usage.completionTokens() : PromptTokens.ofAnswer(whole);
            long asked = usage.promptTokens() > 0 ? usage.promptTokens() : PromptTokens.of(request.body());
            return new Usage(asked, said, Usage.Source.ESTIMATED);
        } catch (IOException e) {
            return usage;
        }
    }
}

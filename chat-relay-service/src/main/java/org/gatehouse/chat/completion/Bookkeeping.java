package org.gatehouse.chat.completion;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.gatehouse.chat.count.PromptTokens;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/** What all requests share to account for themselves: meters, spans, and counting where nobody else has counted. */
@Singleton
final class Bookkeeping {

    private final Meters meters;
    private final GenAiSpans spans;
    private final ExecutorService counting;

    Bookkeeping(Meters meters, GenAiSpans spans, @Named(TaskExecutors.BLOCKING) ExecutorService counting) {
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
     */
    void settle(ModelRequest request, Usage usage, byte @Nullable [] whole, Consumer<Usage> to) {
        boolean unreported = whole != null && usage.source() == Usage.Source.NONE;
        if (usage.source() == Usage.Source.ESTIMATED || unreported) {
            counting.execute(() -> to.accept(estimate(request, usage, unreported ? whole : null)));
        } else {
            to.accept(usage);
        }
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

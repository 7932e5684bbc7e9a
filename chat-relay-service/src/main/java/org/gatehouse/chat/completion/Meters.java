package org.gatehouse.chat.completion;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of the requests. Labels are the configured upstreams, the catalogue's models and a fixed list of
 * outcomes; no label tells who asked. A request looks its meters up once, by a record.
 */
@Singleton
final class Meters {

    private final MeterRegistry registry;
    private final Map<Series, Set> sets = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();

    Meters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("gatehouse.relay.requests.running", running, AtomicInteger::get)
                .description("requests under way")
                .register(registry);
    }

    /** One combination of labels. */
    record Series(Endpoint endpoint, String upstream, String model, String outcome) {}

    private record Set(
            Timer duration, Timer firstToken, Timer perToken, DistributionSummary in, DistributionSummary out) {}

    void began() {
        running.incrementAndGet();
    }

    /**
     * Counts a request that is over.
     *
     * @param firstTokenNanos from the request to its first token; null when none was streamed
     */
    void ended(Series series, Usage usage, long durationNanos, @Nullable Long firstTokenNanos) {
        running.decrementAndGet();
        Set set = sets.computeIfAbsent(series, this::register);
        set.duration().record(durationNanos, TimeUnit.NANOSECONDS);
        if (firstTokenNanos != null) {
            set.firstToken().record(firstTokenNanos, TimeUnit.NANOSECONDS);
            if (usage.completionTokens() > 1) {
                long each = (durationNanos - firstTokenNanos) / (usage.completionTokens() - 1);
                set.perToken().record(each, TimeUnit.NANOSECONDS);
            }
        }
        if (usage.source() != Usage.Source.NONE) {
            set.in().record((double) usage.promptTokens());
            set.out().record((double) usage.completionTokens());
        }
    }

    private Set register(Series series) {
        Tags tags = Tags.of(
                GenAi.OPERATION,
                GenAi.operation(series.endpoint()),
                GenAi.PROVIDER,
                series.upstream(),
                GenAi.REQUEST_MODEL,
                series.model());
        Tags all = tags.and(GenAi.ERROR_TYPE, series.outcome().equals("ok") ? "" : series.outcome());
        return new Set(
                timer(GenAi.REQUEST_DURATION, "from the request to the end of its answer", all),
                timer(GenAi.TIME_TO_FIRST_TOKEN, "from the request to the first token of a stream", tags),
                timer(GenAi.TIME_PER_OUTPUT_TOKEN, "between two tokens of a stream", tags),
                tokens(tags, "input"),
                tokens(tags, "output"));
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name).description(description).tags(tags).register(registry);
    }

    private DistributionSummary tokens(Tags tags, String type) {
        return DistributionSummary.builder(GenAi.TOKEN_USAGE)
                .description("tokens of a request, by the upstream's count or ours")
                .tags(tags.and(GenAi.TOKEN_TYPE, type))
                .register(registry);
    }
}

package org.gatehouse.chat.repair;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.upstream.Plea;

/**
 * What models have asked for when they refused a request, each kept for an hour; and how often it happened. All times are of
 * {@link System#nanoTime}.
 */
@Singleton
public final class Learnt {

    private static final int MOST_MODELS = 10_000;
    private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();

    private final Map<Plea, Counter> repairs = new EnumMap<>(Plea.class);
    private final Map<Way, Long> since = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Way, Long> eldest) {
            return size() > MOST_MODELS;
        }
    };

    private volatile boolean nothing = true;

    public Learnt(MeterRegistry meters) {
        for (Plea plea : Plea.values()) {
            if (plea != Plea.NONE) {
                repairs.put(
                        plea,
                        Counter.builder("gatehouse.upstream.repairs")
                                .description(
                                        "Requests asked once more in another form, since the upstream refused the first")
                                .tag("reason", plea.name().toLowerCase(Locale.ROOT))
                                .register(meters));
            }
        }
    }

    private record Way(String upstream, String model, Plea plea) {

        static Way of(String upstream, Model model, Plea plea) {
            return new Way(upstream, model.upstreamModel(), plea);
        }
    }

    boolean wants(Plea plea, String upstream, Model model) {
        return !nothing && isKept(Way.of(upstream, model, plea));
    }

    private synchronized boolean isKept(Way way) {
        Long learnt = since.get(way);
        if (learnt != null && System.nanoTime() - learnt > KEPT_NANOS) {
            since.remove(way);
            return false;
        }
        return learnt != null;
    }

    void learn(Plea plea, String upstream, Model model) {
        Counter counter = repairs.get(plea);
        if (counter != null) {
            counter.increment();
        }
        keep(Way.of(upstream, model, plea));
        nothing = false;
    }

    private synchronized void keep(Way way) {
        since.put(way, System.nanoTime());
    }
}

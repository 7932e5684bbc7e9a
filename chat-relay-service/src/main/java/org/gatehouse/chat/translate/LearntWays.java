package org.gatehouse.chat.translate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.chat.model.Model;

/** Which models have said that they want {@code /responses}; each is asked by chat again after an hour. Times are of {@link System#nanoTime}. */
final class LearntWays {

    private static final int MOST_MODELS = 10_000;
    private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();

    private final Counter repairs;
    private final Map<Way, Long> since = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Way, Long> eldest) {
            return size() > MOST_MODELS;
        }
    };

    private volatile boolean nothing = true;

    LearntWays(MeterRegistry meters) {
        repairs = Counter.builder("gatehouse.upstream.repairs")
                .description("Requests that were asked once more in another form, since the upstream refused the first")
                .tag("reason", "responses")
                .register(meters);
    }

    private record Way(String upstream, String model) {}

    boolean wantsResponses(String upstream, Model model) {
        return !nothing && isKept(new Way(upstream, model.upstreamModel()));
    }

    private synchronized boolean isKept(Way way) {
        Long learnt = since.get(way);
        if (learnt != null && System.nanoTime() - learnt > KEPT_NANOS) {
            since.remove(way);
            return false;
        }
        return learnt != null;
    }

    synchronized void learn(String upstream, Model model) {
        repairs.increment();
        since.put(new Way(upstream, model.upstreamModel()), System.nanoTime());
        nothing = false;
    }
}

package org.gatehouse.kit.start;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM turns readiness off at once and begins the graceful shutdown, which closes the port, only after a while. Without a
 * delay the platform's own handling of the signal stays.
 */
@Context
final class DrainOnSignal {

    private static final Logger LOG = LoggerFactory.getLogger(DrainOnSignal.class);

    /** As the platform ends on the signal: 128 and its number. */
    private static final int ENDED_BY_SIGTERM = 143;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("drain").daemon().factory());

    DrainOnSignal(Draining draining, @Value("${gatehouse.drain.delay}") Duration delay) {
        if (delay.isPositive()) {
            onTerm(() -> {
                LOG.info("Not ready from now on; stopping in {}", delay);
                draining.begin();
                var _ = timer.schedule(() -> System.exit(ENDED_BY_SIGTERM), delay.toMillis(), TimeUnit.MILLISECONDS);
            });
        }
    }

    /** The platform's only seam to signals is a class that the compiler does not like to see named. */
    private static void onTerm(Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    DrainOnSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
            var term = signal.getConstructor(String.class).newInstance("TERM");
            signal.getMethod("handle", signal, handler).invoke(null, term, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this platform has no signals", e);
        }
    }
}

package org.gatehouse.kit.revocation;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatehouse.kit.token.ClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps listening to auth-service for as long as the service runs: after every loss it tries again, ever less often. */
@Singleton
@Requires(beans = ClientConfig.class)
final class RevocationSubscriber implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationSubscriber.class);

    private final RevocationStream stream;
    private final Backoff backoff;
    private final CountDownLatch stopped = new CountDownLatch(1);

    RevocationSubscriber(RevocationStream stream, Backoff backoff) {
        this.stream = stream;
        this.backoff = backoff;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Thread.ofVirtual().name("revocations").start(this::run);
    }

    private void run() {
        try {
            int failures = 0;
            do {
                var ended = stream.listen(failures);
                failures = ended.wasLive() ? 1 : failures + 1;
                if (failures == 1 && stopped.getCount() > 0) {
                    backoff.reset();
                    LOG.warn(
                            "Revocation stream lost, credentials are asked about until it is back: {}", ended.reason());
                }
            } while (!stopped.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        stream.close();
    }
}

package org.gatehouse.kit.revocation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads one connection's lines until it ends, says something unreadable, or falls silent. */
final class RevocationReader implements Flow.Subscriber<String> {

    private final EventStream events = new EventStream();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final RevocationFeed feed;
    private final InstantSource clock;
    private volatile Instant lastHeard;

    RevocationReader(RevocationFeed feed, InstantSource clock) {
        this.feed = feed;
        this.clock = clock;
        this.lastHeard = clock.instant();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lastHeard = clock.instant();
        if (ended.isDone()) {
            return;
        }
        try {
            var event = events.accept(line);
            if (event.isPresent()) {
                feed.apply(event.get());
            }
        } catch (IOException | RuntimeException e) {
            end("unreadable event: " + e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(failure.toString());
    }

    @Override
    public void onComplete() {
        end("closed by auth-service");
    }

    void end(String reason) {
        ended.complete(reason);
    }

    /** Waits for the end and answers its reason; more silence than allowed is one. */
    String await(Duration silence) throws InterruptedException {
        while (true) {
            try {
                return ended.get(silence.toMillis() / 3, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (clock.instant().isAfter(lastHeard.plus(silence))) {
                    return "silent for more than " + silence.toSeconds() + " s";
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("Only ever completed with a reason", e);
            }
        }
    }
}

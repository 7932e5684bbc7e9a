package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** How long a deleted key still works: from the sending of the deletion until every edge refuses it. */
final class KeyDeletion {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IdentityClient identity;
    private final int rounds;

    KeyDeletion(IdentityClient identity, int rounds) {
        this.identity = identity;
        this.rounds = rounds;
    }

    String measure() throws IOException, InterruptedException {
        var times = new Samples();
        for (int round = 0; round < rounds; round++) {
            var key = identity.newKey();
            for (int edge = 0; edge < identity.edges(); edge++) {
                await(edge, key, 200);
            }
            long started = System.nanoTime();
            identity.delete(key);
            for (int edge = 0; edge < identity.edges(); edge++) {
                await(edge, key, 401);
            }
            times.add(System.nanoTime() - started);
        }
        return String.format(
                Locale.ROOT,
                "Key deletion until refusal on %d edges, %d rounds: median %.1f ms, maximum %.1f ms",
                identity.edges(),
                rounds,
                times.quantile(0.5) / 1000,
                times.quantile(1) / 1000);
    }

    private void await(int edge, IdentityClient.Key key, int status) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (identity.models(edge, key) != status) {
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IOException("edge " + edge + " does not answer " + status);
            }
        }
    }
}

package org.gatehouse.deploy.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Streamed chats at a pace that does not wait for answers, each timed from when it was due. */
final class SteadyChats {
    private static final int A_SECOND = 50;
    private static final long SECOND = 1_000_000_000L;

    private final Client client;
    private final List<String> keys;

    SteadyChats(Client client, List<String> keys) {
        this.client = client;
        this.keys = List.copyOf(keys);
    }

    /** What they have taken, and which did not get their answer. */
    record Outcome(List<Long> nanos, List<String> failures) {

        Duration quantile(double share) {
            var sorted = new ArrayList<>(nanos);
            Collections.sort(sorted);
            return Duration.ofNanos(sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share))));
        }
    }

    Outcome during(Duration time) throws InterruptedException {
        int count = (int) (time.toSeconds() * A_SECOND);
        var nanos = Collections.synchronizedList(new ArrayList<Long>());
        var failures = Collections.synchronizedList(new ArrayList<String>());
        var done = new CountDownLatch(count);
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begun + i * SECOND / A_SECOND;
            var key = keys.get(i % keys.size());
            LockSupport.parkNanos(due - System.nanoTime());
            Thread.ofVirtual().start(() -> {
                var failure = ask(key);
                nanos.add(System.nanoTime() - due);
                if (!failure.isEmpty()) {
                    failures.add(failure);
                }
                done.countDown();
            });
        }
        done.await();
        return new Outcome(nanos, failures);
    }

    /** What went wrong; empty when nothing did. */
    private String ask(String key) {
        try {
            var answer = client.send("POST", "/v1/chat/completions", key, """
                    {"model":"gatehouse/echo","stream":true,"max_tokens":8,
                     "messages":[{"role":"user","content":"one two three four five six seven eight nine ten"}]}""");
            return answer.status() == 200 && answer.body().endsWith("data: [DONE]\n\n")
                    ? ""
                    : answer.status() + " " + answer.body();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}

package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What the server has seen since it started or was last reset. */
final class Stats {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SHOWN = 1024 * 1024;
    private static final Duration MOST_WAIT = Duration.ofSeconds(10);

    private int requests;
    private int open;
    private int completed;
    private int connections;
    private final List<Long> leftAtMicros = new ArrayList<>();
    private Map<String, String> lastHeaders = Map.of();
    private String lastBody = "";
    private String lastPath = "";

    /** Waits until an answer is being given, or its client has left; 10 seconds at the most. */
    synchronized void await(BooleanSupplier come) throws InterruptedException {
        long end = System.nanoTime() + MOST_WAIT.toNanos();
        for (long left = MOST_WAIT.toMillis(); left > 0 && !come.getAsBoolean(); left = millisUntil(end)) {
            wait(left);
        }
    }

    private static long millisUntil(long end) {
        return Duration.ofNanos(end - System.nanoTime()).toMillis();
    }

    synchronized boolean answering() {
        return open > 0;
    }

    synchronized boolean wasLeft() {
        return !leftAtMicros.isEmpty();
    }

    synchronized void connected() {
        connections++;
    }

    synchronized void began(IncomingRequest request) {
        requests++;
        open++;
        notifyAll();
        lastHeaders = new TreeMap<>(request.headers());
        lastBody = request.body().length > LONGEST_SHOWN ? "" : new String(request.body(), StandardCharsets.UTF_8);
        lastPath = request.path();
    }

    synchronized void completed() {
        open--;
        completed++;
    }

    /** The answer ended early by the server's own script. */
    synchronized void broke() {
        open--;
    }

    synchronized void left(long atMicros) {
        open--;
        leftAtMicros.add(atMicros);
        notifyAll();
    }

    synchronized void reset() {
        requests = 0;
        completed = 0;
        connections = 0;
        leftAtMicros.clear();
    }

    synchronized byte[] json() throws IOException {
        return JSON.writeValueAsBytes(new UpstreamStats(
                requests,
                open,
                completed,
                connections,
                leftAtMicros.size(),
                leftAtMicros,
                lastPath,
                lastHeaders,
                lastBody));
    }
}

package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the server has seen since it started or was last reset. */
final class Stats {

    private static final ObjectMapper JSON = new ObjectMapper();

    private int requests;
    private int open;
    private int completed;
    private int connections;
    private final List<Long> leftAtMicros = new ArrayList<>();
    private Map<String, String> lastHeaders = Map.of();
    private String lastBody = "";
    private String lastPath = "";

    synchronized void connected() {
        connections++;
    }

    synchronized void began(IncomingRequest request) {
        requests++;
        open++;
        lastHeaders = new TreeMap<>(request.headers());
        lastBody = new String(request.body(), StandardCharsets.UTF_8);
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

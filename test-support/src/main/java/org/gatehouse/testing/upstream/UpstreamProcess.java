package org.gatehouse.testing.upstream;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An {@link UpstreamServer} in a process of its own, as an upstream is in production; ends with this object. */
public final class UpstreamProcess implements AutoCloseable {

    static final String READY = "upstream ready at ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI baseUrl;

    private UpstreamProcess(Process process, URI baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** Starts it on a free port and returns once it accepts connections. */
    public static UpstreamProcess start() {
        return start(0);
    }

    /** The same on a port of the caller's choice: where one was that is no more. */
    public static UpstreamProcess start(int port) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(List.of(
                System.getProperty("java.class.path"),
                UpstreamServer.class.getName(),
                Integer.toString(port),
                "until-stdin-ends"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new IllegalStateException("the upstream process did not start: " + line);
            }
            return new UpstreamProcess(process, URI.create(line.substring(READY.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI baseUrl() {
        return baseUrl;
    }

    /** What the server has seen: see {@code GET /mock/stats}. */
    public UpstreamStats stats() {
        return get("/mock/stats");
    }

    /** The same once an answer is being given. */
    public UpstreamStats awaitOpen() {
        return get("/mock/await-open");
    }

    /** The same once a client has left an answer. */
    public UpstreamStats awaitLeft() {
        return get("/mock/await-left");
    }

    public void reset() {
        get("/mock/reset");
    }

    private UpstreamStats get(String path) {
        try (InputStream in = baseUrl.resolve(path).toURL().openStream()) {
            return JSON.readValue(in, UpstreamStats.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package org.gatehouse.testing.morpheus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link MorpheusNode} in a process of its own, as a node is in production; ends with this object. */
public final class MorpheusProcess implements AutoCloseable {

    static final String READY = "morpheus node ready at ";

    private final Process process;
    private final URI baseUrl;

    private MorpheusProcess(Process process, URI baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** Starts it on a free port and returns once it accepts connections. */
    public static MorpheusProcess start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(
                List.of(System.getProperty("java.class.path"), MorpheusNode.class.getName(), "0", "until-stdin-ends"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = out.readLine();
            }
            if (line == null) {
                process.destroyForcibly();
                throw new IllegalStateException("the node did not start");
            }
            return new MorpheusProcess(process, URI.create(line.substring(READY.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI baseUrl() {
        return baseUrl;
    }

    public NodeControl control() {
        return new NodeControl(baseUrl);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

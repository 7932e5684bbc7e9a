package org.gatehouse.testing.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes spans in OTLP over HTTP, as protobuf, and keeps them; it can also refuse them for a while. */
public final class TraceCollector implements AutoCloseable {

    private static final int AROUND = 200;
    private static final long PATIENCE_SECONDS = 20;

    private final HttpServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<CollectedSpan> spans = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable String authorization;
    private volatile int status = 200;

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    public static TraceCollector start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::receive);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value for {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on answers with this status; what comes with another than 200 is thrown away. */
    public void answerWith(int code) {
        status = code;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            boolean understood =
                    Objects.equals(exchange.getRequestHeaders().getFirst("Content-Type"), "application/x-protobuf");
            if (status == 200 && understood) {
                keep(body, exchange.getRequestHeaders().getFirst("Authorization"));
            }
            exchange.sendResponseHeaders(understood ? status : 415, -1);
        }
    }

    private void keep(byte[] body, @Nullable String credential) throws IOException {
        var request = ExportTraceServiceRequest.parseFrom(body);
        lock.lock();
        try {
            bytes.write(body);
            authorization = credential;
            for (var resource : request.getResourceSpansList()) {
                var about = CollectedSpan.attributes(resource.getResource().getAttributesList());
                var service = String.valueOf(about.get("service.name"));
                resource.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> CollectedSpan.of(service, span))
                        .forEach(spans::add);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public List<CollectedSpan> spans() {
        lock.lock();
        try {
            return List.copyOf(spans);
        } finally {
            lock.unlock();
        }
    }

    /** The value of {@code Authorization} that came with the last spans. */
    public @Nullable String authorization() {
        lock.lock();
        try {
            return authorization;
        } finally {
            lock.unlock();
        }
    }

    /** These words with what stands around them, wherever they were sent so far, in whatever field. */
    public Optional<String> find(String words) {
        lock.lock();
        try {
            var sent = bytes.toString(StandardCharsets.UTF_8);
            int at = sent.indexOf(words);
            return at < 0
                    ? Optional.empty()
                    : Optional.of(sent.substring(
                            Math.max(0, at - AROUND), Math.min(sent.length(), at + words.length() + AROUND)));
        } finally {
            lock.unlock();
        }
    }

    /** Waits for as many spans of this kind. */
    public List<CollectedSpan> await(int count, Predicate<CollectedSpan> such) {
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (true) {
                var found = spans.stream().filter(such).toList();
                if (found.size() >= count) {
                    return found;
                }
                if (left <= 0) {
                    throw new AssertionError("%d of %d spans came; all: %s".formatted(found.size(), count, spans));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for one such span. */
    public CollectedSpan await(Predicate<CollectedSpan> such) {
        return await(1, such).getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.gatehouse.chat.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stands in for model-catalog-service: its feed with ETag, for whoever brings a bearer token. */
public final class CatalogueStub implements AutoCloseable {

    /** A key that the vault hands out as no vault would. */
    static final String GARBLED = "%%% not base64 %%%";

    private final HttpServer http;
    private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore changed = new Semaphore(0);
    private final List<String> released = Collections.synchronizedList(new ArrayList<>());
    private final List<Reported> reports = new CopyOnWriteArrayList<>();
    private volatile int reportStatus = 204;
    private volatile @Nullable String userKey;
    private volatile boolean elsewhere;
    private volatile boolean stopped;
    private volatile String document = "{\"models\":[]}";

    private CatalogueStub() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/internal/models", this::feed);
        http.createContext("/internal/secrets/release", this::release);
        http.createContext("/internal/secrets/locate", this::locate);
        http.createContext("/internal/models/changes", this::changes);
        http.createContext("/internal/models/health/", this::report);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    public static CatalogueStub start() {
        return new CatalogueStub();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Whether the vault holds a key of the caller's that is bound to another origin. */
    void userKeyIsElsewhere(boolean is) {
        elsewhere = is;
    }

    private void locate(HttpExchange exchange) throws IOException {
        byte[] answer = "{\"origin\":\"https://other.example\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(elsewhere ? 200 : 404, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    public List<Integer> statuses() {
        return statuses;
    }

    public void serve(String newDocument) {
        document = newDocument;
        changed.release(1_000);
    }

    /** The vault beside it: has one key of the only caller there is, or none, or is out of order. */
    private void release(HttpExchange exchange) throws IOException {
        released.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String key = userKey;
        int status = key == null ? 404 : key.isEmpty() ? 503 : 200;
        String encoded = key == null
                ? ""
                : key.equals(GARBLED) ? key : Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        byte[] body = ("{\"secret\":\"" + encoded + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Takes reports of health as long as it is in order. */
    private void report(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (reportStatus == 204) {
            reports.add(new Reported(exchange.getRequestURI().getPath(), body));
        }
        exchange.sendResponseHeaders(reportStatus, -1);
        exchange.close();
    }

    /** A report as it came. */
    public record Reported(String path, String body) {}

    public List<Reported> reports() {
        return reports;
    }

    public void answerReportsWith(int status) {
        reportStatus = status;
    }

    /** Null for none, empty for a vault that is out of order. */
    public void userKey(@Nullable String key) {
        userKey = key;
    }

    public List<String> released() {
        return released;
    }

    /** Like the real one: the state at once, then each change. */
    private void changes(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            do {
                out.write("event: change\ndata: {\"etag\":\"x\"}\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                changed.acquire();
                changed.drainPermits();
            } while (!stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Serves models given as {@code id upstream upstream-model [alias]}. */
    public void serveModels(String... models) {
        serve(List.of(models).stream()
                .map(line -> line.split(" ", -1))
                .map(part -> """
                        {"id":"%s","name":"The %s","type":"%s","owned_by":"test","created":1,"upstream":"%s",\
                        "upstream_model":"%s","aliases":[%s],"pricing":{"prompt":"0","completion":"0"}}""".formatted(
                                part[0],
                                part[0],
                                part[0].contains("embed") ? "embedding" : "chat",
                                part[1],
                                part[2],
                                part.length > 3 ? "\"" + part[3] + "\"" : ""))
                .collect(Collectors.joining(",", "{\"models\":[", "]}")));
    }

    private void feed(HttpExchange exchange) throws IOException {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        String etag = "\"" + Integer.toHexString(document.hashCode()) + "\"";
        boolean known = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        boolean allowed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("Bearer ");
        int status = !allowed ? 401 : known ? 304 : 200;
        statuses.add(status);
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
        if (status == 200) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        stopped = true;
        changed.release(1_000);
        http.stop(0);
    }
}

package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A model server of one family over real HTTP: it answers the {@link Scene} that the request's text asks for in the family's own
 * form, refuses what the family refuses in the family's own words, and keeps what it was asked.
 */
public final class FamilyServer implements AutoCloseable {

    private final Family family;
    private final Manner manner;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private FamilyServer(Family family, HttpServer http) {
        this.family = family;
        this.manner = family.manner();
        this.http = http;
    }

    /** Starts one on a free port of the loopback address. */
    public static FamilyServer start(Family family) {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var server = new FamilyServer(family, http);
            http.createContext("/", server::serve);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Family family() {
        return family;
    }

    /** The address that its documentation gives to OpenAI's clients. */
    public String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + family.basePath();
    }

    /** The requests for completions so far, oldest first. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    public void forget() {
        received.clear();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals(family.basePath() + "/models")) {
            send(exchange, Sent.json(200, manner.models()));
        } else if (path.equals(family.basePath() + "/chat/completions")) {
            JsonNode request = Documents.read(body);
            Sent reply = reply(request);
            received.add(new Received(path, request, reply.status(), reply.status() == 200 ? "" : reply.body()));
            send(exchange, reply);
        } else {
            send(exchange, new Sent(404, "text/plain", "404 page not found", false));
        }
    }

    private Sent reply(JsonNode request) {
        Scene scene = Scene.of(request);
        Sent trouble = trouble(scene, request);
        Sent refusal = trouble == null ? manner.refusal(request) : trouble;
        if (refusal != null) {
            return refusal;
        }
        return request.path("stream").asBoolean()
                ? manner.streamed(scene.answer(), request)
                : manner.whole(scene.answer(), request);
    }

    private @Nullable Sent trouble(Scene scene, JsonNode request) {
        return switch (scene) {
            case TOO_LONG -> manner.tooLong();
            case BUSY -> manner.busy();
            case BREAKS_OFF -> manner.brokenOff(request);
            case UNKNOWN_MODEL -> manner.unknownModel(request.path("model").asText());
            case TEXT, CALL, TWO_CALLS, THOUGHT, THOUGHT_AND_CALL, THOUGHT_AND_TWO_CALLS -> null;
        };
    }

    /** A promised length that never comes is how a reader sees a process end in the middle of an answer. */
    private static void send(HttpExchange exchange, Sent reply) throws IOException {
        try (exchange) {
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), reply.cut() ? bytes.length + 1L : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}

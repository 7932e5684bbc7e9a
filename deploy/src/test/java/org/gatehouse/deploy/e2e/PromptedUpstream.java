package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An upstream of every kind whose prompts say what it answers, for programs that choose all else of a request themselves. */
final class PromptedUpstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

    private PromptedUpstream(HttpServer server) {
        this.server = server;
    }

    static PromptedUpstream start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var upstream = new PromptedUpstream(server);
            server.createContext("/", upstream::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** The bodies of all requests whose text holds a mark. */
    List<JsonNode> requestsWith(String mark) {
        return requests.stream().filter(body -> body.toString().contains(mark)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = JSON.readTree(exchange.getRequestBody());
            requests.add(body);
            var turn = Turn.of(body);
            var path = exchange.getRequestURI().getPath();
            var refusal = turn.refusal().filter(status -> refused.add(path + turn.prompt()));
            if (refusal.isPresent()) {
                exchange.getResponseHeaders().set("retry-after", "0");
                send(
                        exchange,
                        refusal.get(),
                        "application/json",
                        "{\"error\":{\"message\":\"busy\",\"type\":\"busy\"}}");
            } else if (path.endsWith("/count_tokens")) {
                send(exchange, 200, "application/json", "{\"input_tokens\":7}");
            } else {
                answer(exchange, path, body, turn);
            }
        }
    }

    private static void answer(HttpExchange exchange, String path, JsonNode body, Turn turn) throws IOException {
        var speech = switch (path) {
            case "/v1/chat/completions" -> PromptedAnswer.chat(body, turn);
            case "/v1/messages" -> PromptedAnswer.messages(body, turn);
            case "/v1/responses" -> PromptedAnswer.responses(body, turn);
            default -> null;
        };
        if (speech == null) {
            send(exchange, 404, "application/json", "{\"error\":{\"message\":\"no such path\"}}");
        } else if (body.path("stream").asBoolean()) {
            send(exchange, 200, "text/event-stream", speech.streamed());
        } else {
            send(exchange, 200, "application/json", speech.whole().toString());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.gatehouse.chat.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A model server that answers with given bytes, as servers in the field do, and keeps what it was asked. */
final class WireUpstream implements AutoCloseable {

    /** One answer. */
    record Said(int status, String type, String body) {

        static Said json(String body) {
            return new Said(200, "application/json", body.strip());
        }

        /** Chunks, one a line, as an event stream with its marker. */
        static Said chunks(String lines) {
            return events(lines + "\n[DONE]");
        }

        static Said events(String lines) {
            var text = new StringBuilder();
            lines.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> text.append(line.startsWith(":") ? "" : "data: ")
                            .append(line.strip())
                            .append("\n\n"));
            return new Said(200, "text/event-stream", text.toString());
        }

        /** The same for events that are named by their type. */
        static Said named(String lines) {
            var text = new StringBuilder();
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
                String type =
                        line.replaceFirst(".*?\"type\":\"([^\"]+)\".*", "$1").strip();
                text.append("event: ")
                        .append(type)
                        .append("\ndata: ")
                        .append(line.strip())
                        .append("\n\n");
            });
            return new Said(200, "text/event-stream", text.toString());
        }
    }

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> refusing = body -> "";
    private volatile int refusalStatus = 400;
    private volatile Said next = Said.json("{}");

    private WireUpstream(HttpServer server) {
        this.server = server;
    }

    static WireUpstream start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var wire = new WireUpstream(server);
            server.createContext("/", wire::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** What it answers from now on. */
    void says(Said answer) {
        asked.clear();
        refusing = body -> "";
        next = answer;
    }

    /** Refuses with a status in these words whatever asks for them; the operator gives none where it answers. */
    void refuses(int status, UnaryOperator<String> why) {
        refusalStatus = status;
        refusing = why;
    }

    /** Refuses with 400 in these words whatever asks for them; the operator gives none where it answers. */
    void refuses(UnaryOperator<String> why) {
        refuses(400, why);
    }

    /** What it was asked since it was told what to say. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(body);
            String refusal = refusing.apply(body);
            Said said = refusal.isEmpty() ? next : new Said(refusalStatus, "application/json", refusal);
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", said.type());
            exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

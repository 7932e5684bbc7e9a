package org.gatehouse.chat.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Stands in for key-vault-service: tells and releases nodes to whoever brings a token that acts for their owner. */
final class VaultStub implements AutoCloseable {

    private final HttpServer http;
    private final Map<UUID, String[]> nodes = new ConcurrentHashMap<>();
    private final Set<OutputStream> hearers = ConcurrentHashMap.newKeySet();
    private volatile int status = 200;

    private VaultStub() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/internal/secrets/", this::answer);
        http.createContext("/internal/secrets/changes", this::listen);
        http.start();
    }

    static VaultStub start() {
        return new VaultStub();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void store(UUID owner, String origin, String userAndPassword) {
        String secret = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        nodes.put(owner, new String[] {origin, secret});
    }

    /** As the vault does when a secret of the owner has changed. */
    void announce(UUID owner) {
        hearers.forEach(hearer -> say(hearer, "event: changed\ndata: " + owner + "\n\n"));
    }

    int hearers() {
        return hearers.size();
    }

    private void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        say(exchange.getResponseBody(), "event: listening\ndata: {}\n\n");
        hearers.add(exchange.getResponseBody());
    }

    private void say(OutputStream hearer, String event) {
        try {
            hearer.write(event.getBytes(StandardCharsets.UTF_8));
            hearer.flush();
        } catch (IOException gone) {
            hearers.remove(hearer);
        }
    }

    void delete(UUID owner) {
        nodes.remove(owner);
    }

    void fails(int with) {
        status = with;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        String claims = bearer.replaceAll("^[^.]*\\.([^.]*)\\..*", "$1");
        String[] node = node(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
        boolean release = exchange.getRequestURI().getPath().endsWith("/release");
        boolean bound = node.length > 0 && (!release || body.contains("\"origin\":\"" + node[0] + "\""));
        byte[] answer = (release && bound
                        ? "{\"secret\":\"" + node[1] + "\"}"
                        : bound ? "{\"origin\":\"" + node[0] + "\",\"updated_at\":\"2026-01-01T00:00:00Z\"}" : "{}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status == 200 ? (bound ? 200 : 404) : status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String[] node(String claims) {
        return nodes.entrySet().stream()
                .filter(entry -> claims.contains(entry.getKey().toString()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new String[0]);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

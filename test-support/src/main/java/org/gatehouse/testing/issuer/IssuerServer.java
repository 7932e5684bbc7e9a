package org.gatehouse.testing.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The endpoints of auth-service that other services call, on a loopback port. */
final class IssuerServer implements AutoCloseable {

    private static final String BASIC = "Basic ";

    private final HttpServer http;
    private final Supplier<String> keySet;
    private final BinaryOperator<String> serviceToken;
    private final Delegation delegation;
    private final AtomicInteger keySetFetches = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private final TakenBack takenBack;
    private volatile @Nullable Answer forced;

    /** Mints what a service gets for the access token of a user. */
    interface Delegation {

        String token(String client, String audience, String userToken);
    }

    IssuerServer(
            Supplier<String> keySet, BinaryOperator<String> serviceToken, Delegation delegation, InstantSource clock) {
        this.keySet = keySet;
        this.serviceToken = serviceToken;
        this.delegation = delegation;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/.well-known/jwks.json", exchange -> send(exchange, jwks()));
        http.createContext("/realms/test/protocol/openid-connect/certs", exchange -> send(exchange, jwks()));
        http.createContext("/token", exchange -> send(exchange, token(exchange)));
        takenBack = new TakenBack(clock);
        http.createContext("/token/introspection", takenBack::introspect);
        http.createContext("/internal/revocations", takenBack::stream);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    TakenBack takenBack() {
        return takenBack;
    }

    void answerKeySetWith(int status, byte[] body) {
        forced = new Answer(status, body);
    }

    void answerNormally() {
        forced = null;
    }

    int keySetFetches() {
        return keySetFetches.get();
    }

    int tokenRequests() {
        return tokenRequests.get();
    }

    private Answer jwks() {
        keySetFetches.incrementAndGet();
        var instead = forced;
        return instead != null ? instead : json(200, keySet.get());
    }

    private Answer token(HttpExchange exchange) throws IOException {
        tokenRequests.incrementAndGet();
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var credentials = exchange.getRequestHeaders().getFirst("Authorization");
        var audience = form.get("audience");
        if (forced != null) {
            return new Answer(500, new byte[0]);
        }
        if (credentials == null || !credentials.startsWith(BASIC) || audience == null) {
            return json(401, "{\"error\":\"invalid_client\"}");
        }
        var basic =
                new String(Base64.getDecoder().decode(credentials.substring(BASIC.length())), StandardCharsets.UTF_8);
        var client = decode(basic.substring(0, basic.indexOf(':')));
        var user = form.get("subject_token");
        var token = user == null ? serviceToken.apply(client, audience) : delegation.token(client, audience, user);
        return json(200, "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}".formatted(token));
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Answer json(int status, String body) {
        return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        takenBack.close();
        http.stop(0);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(int status, byte[] body) {}
}

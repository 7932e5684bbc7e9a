package org.gatehouse.auth.it;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.jspecify.annotations.Nullable;

/** The whole service on a free port and a real database, spoken to over HTTP. */
final class AuthService implements AutoCloseable {

    static final String ADMIN_EMAIL = "root@gatehouse.test";
    static final String ADMIN_PASSWORD = "an administrator's phrase";
    static final String GATEWAY_SECRET = "gateway-service-secret-0123456789abcdef";
    static final String EDGE_HEADER = "x-gatehouse-edge";
    private static final Duration EDGE_TOKEN_USE = Duration.ofMinutes(10);
    static final String PASSWORD = "correct horse battery staple";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ApplicationContext context;
    private final URI address;
    private @Nullable Chief chief;
    private @Nullable EdgeToken edge;

    private AuthService(ApplicationContext context) {
        this.context = context;
        this.address = context.getBean(EmbeddedServer.class).start().getURI();
    }

    static AuthService on(PostgresDatabase database) {
        return on(database, Map.of());
    }

    static AuthService on(PostgresDatabase database, Map<String, Object> settings) {
        var properties = settings(database);
        properties.putAll(settings);
        return new AuthService(ApplicationContext.run(properties));
    }

    static Map<String, Object> settings(PostgresDatabase database) {
        var properties = new HashMap<String, Object>(database.properties());
        properties.put("micronaut.server.port", -1);
        properties.put("endpoints.all.port", -1);
        properties.put("gatehouse.sealing.master-keys", "one:" + masterKey(1));
        properties.put("gatehouse.administrator.email", ADMIN_EMAIL);
        properties.put("gatehouse.administrator.password", ADMIN_PASSWORD);
        properties.put("gatehouse.administrator-factor.delay", "0s");
        properties.put("gatehouse.registration.mode", "open");
        properties.put("gatehouse.service-secrets.gateway", GATEWAY_SECRET);
        for (var service : new String[] {"auth", "vault", "catalog", "relay"}) {
            properties.put("gatehouse.service-secrets." + service, service + "-service-secret-0123456789abcdef");
        }
        return properties;
    }

    static String masterKey(int seed) {
        var bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 + seed);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void pass(Duration time) {
        bean(SettableClock.class).pass(time);
    }

    URI at(String path) {
        return address.resolve(path);
    }

    Answer get(String path, String token) {
        return send("GET", path, token, null);
    }

    Answer get(String path) {
        return send("GET", path, "", null);
    }

    Answer delete(String path, String token) {
        return send("DELETE", path, token, null);
    }

    Answer post(String path, String json) {
        return send("POST", path, "", json);
    }

    Answer post(String path, String token, String json) {
        return send("POST", path, token, json);
    }

    Answer send(String method, String path, String token, @Nullable String json) {
        var request = HttpRequest.newBuilder(at(path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    Answer form(String path, String form, String... header) {
        var request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (header.length > 0) {
            request.headers(header);
        }
        return send(request);
    }

    /** As the edge sends it on for a client at that address. */
    Answer logInFrom(String address, String email, String password) {
        return send(HttpRequest.newBuilder(at("/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .header("x-forwarded-for", address)
                .POST(BodyPublishers.ofString(json("email", email, "password", password))));
    }

    Answer logIn(String email, String password, String otp) {
        return post("/api/v1/auth/login", json("email", email, "password", password, "otp", otp));
    }

    /** As the edge sends it on. */
    Answer send(HttpRequest.Builder request) {
        return sendPlain(request.header(EDGE_HEADER, edgeToken()));
    }

    /** As it stands. */
    Answer sendPlain(HttpRequest.Builder request) {
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpClient http() {
        return http;
    }

    static String basic(String client, String secret) {
        var text = client + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Trades a token of the realm for ours, as the edge does; with further headers. */
    Answer exchange(String token, String... header) {
        var all = Stream.concat(Stream.of(asGateway()), Stream.of(header)).toArray(String[]::new);
        return form(
                "/token",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&audience=gatehouse"
                        + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&subject_token="
                        + URLEncoder.encode(token, StandardCharsets.UTF_8),
                all);
    }

    /** What an account is told of itself with a token of the realm. */
    Answer meAt(String token) {
        return get("/api/v1/auth/me", exchange(token).text("access_token"));
    }

    static String[] asRelay() {
        return new String[] {"Authorization", basic("chat-relay-service", "relay-service-secret-0123456789abcdef")};
    }

    String[] asGateway() {
        return new String[] {"Authorization", basic("gateway-service", GATEWAY_SECRET)};
    }

    /** A new account's address; its password is {@link #PASSWORD}. */
    String register() {
        var email = "user-" + UUID.randomUUID() + "@gatehouse.test";
        var answer = post("/api/v1/auth/register", json("name", "User", "email", email, "password", PASSWORD));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return email;
    }

    Answer logIn(String email, String password) {
        return post("/api/v1/auth/login", json("email", email, "password", password));
    }

    /** An access token of a new account. */
    String newUser() {
        return logIn(register(), PASSWORD).text("access_token");
    }

    String administrator() {
        return logIn(ADMIN_EMAIL, ADMIN_PASSWORD).text("access_token");
    }

    /** An administrator, who has a second factor and has just given it; always the same one. */
    String steppedUpAdministrator() {
        if (chief == null) {
            var email = "chief-" + UUID.randomUUID() + "@gatehouse.test";
            post("/users", administrator(), """
                {"name":"Chief","email":"%s","password":"%s","roles":["user","admin"]}\
                """.formatted(email, PASSWORD));
            var token = logIn(email, PASSWORD).text("access_token");
            chief = new Chief(email, Authenticator.enrol(this, token));
        }
        var raised = logIn(chief.email(), PASSWORD, chief.authenticator().nextCode());
        if (raised.status() != 200) {
            throw new AssertionError(raised);
        }
        return raised.text("access_token");
    }

    private record Chief(String email, Authenticator authenticator) {}

    String serviceToken(String audience) {
        return serviceToken(asGateway(), audience);
    }

    String serviceToken(String[] client, String audience) {
        return sendPlain(HttpRequest.newBuilder(at("/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .headers(client)
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&audience=" + audience)))
                .text("access_token");
    }

    /** The edge's own token, a new one whenever the clock has moved on. */
    private synchronized String edgeToken() {
        var now = context.getBean(InstantSource.class).instant();
        if (edge == null || Duration.between(edge.at(), now).abs().compareTo(EDGE_TOKEN_USE) > 0) {
            edge = new EdgeToken(serviceToken("auth-service"), now);
        }
        return edge.text();
    }

    private record EdgeToken(String text, Instant at) {}

    static String json(String... pairs) {
        var map = new HashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return JSONObjectUtils.toJSONString(map);
    }

    static Map<String, Object> claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().toJSONObject();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }
}

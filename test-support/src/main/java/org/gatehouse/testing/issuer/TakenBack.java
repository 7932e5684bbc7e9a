package org.gatehouse.testing.issuer;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What auth-service has revoked, told as it does: by a stream that can be lost, and to whoever asks about a token. */
final class TakenBack {

    private final InstantSource clock;
    private final RevocationLog log = new RevocationLog();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean lost;
    private volatile boolean silent;

    TakenBack(InstantSource clock) {
        this.clock = clock;
    }

    void revoke(String kind, UUID id) {
        ids.add(id.toString());
        log.add(kind, id, clock.instant(), clock.instant().plus(Duration.ofHours(1)));
    }

    void lose() {
        lost = true;
        log.breakOff();
    }

    void find() {
        lost = false;
    }

    void fallSilent() {
        silent = true;
    }

    int listeners() {
        return log.listeners();
    }

    int questions() {
        return questions.get();
    }

    void stream(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (lost) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                log.stream(exchange);
            }
        }
    }

    /** RFC 7662. */
    void introspect(HttpExchange exchange) throws IOException {
        try (exchange) {
            questions.incrementAndGet();
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var token = URLDecoder.decode(form.substring(form.indexOf("token=") + 6), StandardCharsets.UTF_8);
            if (silent) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var body = ("{\"active\":" + isActive(token) + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private boolean isActive(String token) {
        try {
            var claims = SignedJWT.parse(token).getJWTClaimsSet();
            return Stream.of("sub", "sid", "key_id")
                    .map(claims::getClaim)
                    .noneMatch(id -> id != null && ids.contains(id.toString()));
        } catch (ParseException e) {
            return false;
        }
    }

    void close() {
        log.breakOff();
    }
}

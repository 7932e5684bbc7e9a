package org.gatehouse.deploy.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first administrator with a second factor, who gives it again when the token grows old. */
final class Chief {
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final String rootsPassword;
    private final String email = "chief-" + UUID.randomUUID() + "@example.com";
    private @Nullable Authenticator authenticator;
    private String token = "";
    private Instant since = Instant.EPOCH;

    Chief(String rootsPassword) {
        this.rootsPassword = rootsPassword;
    }

    synchronized String token(Client client) {
        if (since.plus(FRESH).isBefore(Instant.now())) {
            var app = authenticator == null ? enrolled(client) : authenticator;
            authenticator = app;
            since = Instant.now();
            token = client.send("POST", "/api/v1/auth/login", null, """
                    {"email":"%s","password":"%s","otp":"%s"}""".formatted(email, Client.PASSWORD, app.code()))
                    .expect(200)
                    .json()
                    .path("access_token")
                    .asText();
        }
        return token;
    }

    private Authenticator enrolled(Client client) {
        var root = client.login("admin@gatehouse.local", rootsPassword).access();
        client.send("POST", "/users", root, """
                {"name":"Chief","email":"%s","password":"%s","roles":["user","admin"]}""".formatted(email, Client.PASSWORD))
                .expect(201);
        return Authenticator.enrol(client, client.login(email, Client.PASSWORD).access());
    }
}

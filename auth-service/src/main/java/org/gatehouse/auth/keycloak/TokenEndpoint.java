package org.gatehouse.auth.keycloak;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.gatehouse.kit.token.ForeignIssuerConfig;
import org.jspecify.annotations.Nullable;

/** The realm's OAuth endpoints, asked as Gatehouse's own client (RFC 6749); within limits on time and size. */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class TokenEndpoint {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(10);
    private static final long MAX_BYTES = 256 * 1024;
    private static final String PROTOCOL = "/protocol/openid-connect";

    private final URI token;
    private final URI logout;
    private final String authorization;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    TokenEndpoint(ForeignIssuerConfig issuer, KeycloakConfig config, JsonMapper json) {
        this.token = issuer.endpoint(PROTOCOL + "/token");
        this.logout = issuer.endpoint(PROTOCOL + "/logout");
        this.json = json;
        var credentials = encode(config.clientId()) + ":" + encode(config.clientSecret());
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IOException when nothing, or nothing that makes sense, came back */
    Answer token(Map<String, String> form) throws IOException {
        var answer = post(token, form);
        return switch (answer.statusCode()) {
            case 200 -> Answer.tokens(json.readValue(answer.body(), TokenAnswer.class));
            case 400, 401 -> Answer.refusal(json.readValue(answer.body(), ErrorAnswer.class));
            default -> throw new IOException("Keycloak answered " + answer.statusCode());
        };
    }

    /** Ends the session of the refresh token; false when it is none that Keycloak knows. */
    boolean logout(String refreshToken) throws IOException {
        var status = post(logout, Map.of("refresh_token", refreshToken)).statusCode();
        if (status >= 500) {
            throw new IOException("Keycloak answered " + status);
        }
        return status < 300;
    }

    private HttpResponse<byte[]> post(URI address, Map<String, String> form) throws IOException {
        var body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address)
                .timeout(WHOLE_CALL)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    /** What came back. */
    sealed interface Answer {

        record Tokens(TokenAnswer tokens) implements Answer {}

        /** Wrong credentials, as RFC 6749 names it: {@code invalid_grant}. */
        record Refused(RefusalReason reason) implements Answer {}

        private static Answer tokens(@Nullable TokenAnswer answer) throws IOException {
            if (answer == null) {
                throw new IOException("Keycloak answered 200 without tokens");
            }
            return new Tokens(answer);
        }

        private static Answer refusal(@Nullable ErrorAnswer answer) throws IOException {
            if (answer == null || !"invalid_grant".equals(answer.error())) {
                throw new IOException("Keycloak refuses this service: " + answer);
            }
            return new Refused(RefusalReason.of(answer.errorDescription()));
        }
    }
}

package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plain HTTP to the edge, and the official SDK beside it. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String PASSWORD = "correct horse battery staple 7";

    private final URI address;
    private final String edgeToken;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Client(URI address) {
        this(address, "");
    }

    /** One that speaks to a service as the edge does, with a token of the edge's for it. */
    Client(URI address, String edgeToken) {
        this.address = address;
        this.edgeToken = edgeToken;
    }

    HttpClient http() {
        return http;
    }

    HttpRequest.Builder request(String method, String path, @Nullable String bearer, @Nullable String json) {
        var body = json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (json != null) {
            request.header("content-type", "application/json");
        }
        if (bearer != null) {
            request.header("authorization", "Bearer " + bearer);
        }
        if (!edgeToken.isEmpty()) {
            request.header("x-gatehouse-edge", edgeToken);
        }
        return request;
    }

    Answer send(String method, String path, @Nullable String bearer, @Nullable String json) {
        return send(request(method, path, bearer, json).build());
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh account's e-mail address. */
    String register() {
        var email = "user-" + UUID.randomUUID() + "@example.com";
        var answer = send("POST", "/api/v1/auth/register", null, """
                {"name":"Ada","email":"%s","password":"%s"}""".formatted(email, PASSWORD));
        answer.expect(201);
        return email;
    }

    Tokens login(String email, String password) {
        var answer = send("POST", "/api/v1/auth/login", null, """
                {"email":"%s","password":"%s"}""".formatted(email, password));
        return Tokens.of(answer.expect(200));
    }

    /** The tokens of a fresh account. */
    Tokens newcomer() {
        return login(register(), PASSWORD);
    }

    ApiKey createKey(String accessToken) {
        var json = send("POST", "/api/v1/auth/keys", accessToken, "{\"name\":\"test\"}")
                .expect(201)
                .json();
        return new ApiKey(json.path("id").asText(), json.path("key").asText());
    }

    /** The key of a fresh account. */
    String newKey() {
        return createKey(newcomer().access()).key();
    }

    OpenAIClient sdk(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(address + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    record Tokens(String access, String refresh) {
        static Tokens of(Answer answer) {
            var json = answer.json();
            return new Tokens(
                    json.path("access_token").asText(),
                    json.path("refresh_token").asText());
        }
    }

    record ApiKey(String id, String key) {}

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + body(), e);
            }
        }

        Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("status " + status() + " instead of " + status + ": " + body());
            }
            return this;
        }
    }
}

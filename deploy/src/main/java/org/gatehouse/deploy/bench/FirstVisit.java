package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** What somebody does first with a suite: looks around, asks in each dialect, keeps a secret. */
final class FirstVisit {
    private static final String QUESTION = "\"model\":\"gatehouse/echo\",\"max_tokens\":8,";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Is anybody there?\"}]";

    private static final List<Step> STEPS = List.of(
            new Step("GET", "/", ""),
            new Step("GET", "/health", ""),
            new Step("GET", "/status", ""),
            new Step("GET", "/docs", ""),
            new Step("GET", "/openapi.json", ""),
            new Step("GET", "/api/v1/auth/me", ""),
            new Step("GET", "/api/v1/auth/keys", ""),
            new Step("GET", "/v1/models", ""),
            new Step("POST", "/v1/chat/completions", "{" + QUESTION + MESSAGES + "}"),
            new Step("POST", "/v1/chat/completions", "{" + QUESTION + "\"stream\":true," + MESSAGES + "}"),
            new Step("POST", "/v1/messages", "{" + QUESTION + MESSAGES + "}"),
            new Step("POST", "/v1/messages", "{" + QUESTION + "\"stream\":true," + MESSAGES + "}"),
            new Step("POST", "/v1/messages/count_tokens", "{\"model\":\"gatehouse/echo\"," + MESSAGES + "}"),
            new Step("POST", "/v1/responses", "{\"model\":\"gatehouse/echo\",\"input\":\"Is anybody there?\"}"),
            new Step(
                    "POST",
                    "/v1/responses",
                    "{\"model\":\"gatehouse/echo\",\"stream\":true,\"input\":\"Is anybody there?\"}"),
            new Step("POST", "/api/v1/auth/private-key", "{\"private_key\":\"" + "4c".repeat(32) + "\"}"),
            new Step("GET", "/api/v1/auth/secrets", ""));

    private final int port;
    private final IdentityClient.Key visitor;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FirstVisit(int port, IdentityClient.Key visitor) {
        this.port = port;
        this.visitor = visitor;
    }

    private record Step(String method, String path, String body) {}

    /** Takes all steps; an answer that blames the suite is an error. */
    void make() throws IOException, InterruptedException {
        for (var step : STEPS) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + step.path()))
                    .header("content-type", "application/json")
                    .header(
                            "authorization",
                            "Bearer " + (step.path().startsWith("/v1/") ? visitor.key() : visitor.owner()))
                    .method(
                            step.method(),
                            step.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(step.body()))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 500) {
                throw new IOException(step.method() + " " + step.path() + " was answered with " + status);
            }
        }
    }
}

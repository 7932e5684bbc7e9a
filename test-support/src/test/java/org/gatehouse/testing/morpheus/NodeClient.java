package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Plain HTTP to the node, as one of its users. */
final class NodeClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;
    private final String user;

    NodeClient(URI node, String user) {
        this.node = node;
        this.user = user;
    }

    HttpRequest.Builder request(String method, String path, String body) {
        String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(node.resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .header("authorization", "Basic " + basic)
                .header("x-request-id", "asked-1");
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request("GET", path, "").build());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request("POST", path, body).build());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return http.sendAsync(request("POST", path, body).build(), BodyHandlers.ofString());
    }

    String open(String model) throws IOException, InterruptedException {
        return open(model, "{\"sessionDuration\":3600,\"failover\":false}");
    }

    String open(String model, String body) throws IOException, InterruptedException {
        return json(post("/blockchain/models/" + model + "/session", body))
                .path("sessionID")
                .asText();
    }

    HttpRequest.Builder chat(String session, boolean stream, String script) {
        return request("POST", "/v1/chat/completions", """
                {"model":"x","stream":%s,"user":"mock:%s","messages":[{"role":"user","content":"Hi"}]}""".formatted(stream, script))
                .header("session_id", session);
    }

    String chatted(String session, boolean stream, String script) throws IOException, InterruptedException {
        return send(chat(session, stream, script).build()).body();
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}

package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Logs in, makes keys and deletes them, at any of the edges. */
final class IdentityClient {
    private final List<Integer> ports;
    private final String credentials;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    IdentityClient(List<Integer> ports, String administratorPassword) {
        this.ports = List.copyOf(ports);
        this.credentials = "{\"email\":\"admin@gatehouse.local\",\"password\":\"" + administratorPassword + "\"}";
    }

    int edges() {
        return ports.size();
    }

    Key newKey() throws IOException, InterruptedException {
        return newKey(field(send(0, "POST", "/api/v1/auth/login", "", credentials), "access_token"));
    }

    /** A token of an account that has been made just now. */
    String newcomer() throws IOException, InterruptedException {
        var email = UUID.randomUUID() + "@example.com";
        var own = "\"email\":\"" + email + "\",\"password\":\"" + UUID.randomUUID() + "\"}";
        field(send(0, "POST", "/api/v1/auth/register", "", "{\"name\":\"Owner\"," + own), "id");
        return field(send(0, "POST", "/api/v1/auth/login", "", "{" + own), "access_token");
    }

    Key newKey(String token) throws IOException, InterruptedException {
        var made = send(0, "POST", "/api/v1/auth/keys", token, "{\"name\":\"bench\"}");
        return new Key(field(made, "id"), field(made, "key"), token);
    }

    boolean logsIn() throws IOException, InterruptedException {
        return send(0, "POST", "/api/v1/auth/login", "", credentials).statusCode() == 200;
    }

    void delete(Key key) throws IOException, InterruptedException {
        send(0, "DELETE", "/api/v1/auth/keys/" + key.id(), key.owner(), "");
    }

    int models(int edge, Key key) throws IOException, InterruptedException {
        return send(edge, "GET", "/v1/models", key.key(), "").statusCode();
    }

    private HttpResponse<String> send(int edge, String method, String path, String token, String json)
            throws IOException, InterruptedException {
        var body = json.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + ports.get(edge) + path))
                .header("content-type", "application/json")
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String field(HttpResponse<String> answer, String name) throws IOException {
        var value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
        if (!value.find()) {
            throw new IOException(answer.uri() + " gave no " + name + " but " + answer.statusCode());
        }
        return value.group(1);
    }

    /** A key, and a token of its owner. */
    record Key(String id, String key, String owner) {}
}

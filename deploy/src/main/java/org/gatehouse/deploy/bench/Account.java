package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** Gets an API key as any user would. */
final class Account {
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    Account(int port) {
        this.address = "http://localhost:" + port;
    }

    String key(String administratorPassword) throws IOException, InterruptedException {
        var credentials = "{\"email\":\"admin@gatehouse.local\",\"password\":\"" + administratorPassword + "\"}";
        var token = post("/api/v1/auth/login", credentials, "none", "access_token");
        return post("/api/v1/auth/keys", "{\"name\":\"bench\"}", token, "key");
    }

    private String post(String path, String json, String token, String field) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!token.equals("none")) {
            request.header("authorization", "Bearer " + token);
        }
        var body =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        var value = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(body);
        if (!value.find()) {
            throw new IOException(path + " gave no " + field);
        }
        return value.group(1);
    }
}

package org.gatehouse.deploy.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.gatehouse.deploy.up.LocalStack;

/** Accounts whose secrets are stored, and the relay's tokens that act for them. */
final class VaultOwners {
    private static final String PASSWORD = "correct horse battery staple 7";

    private final LocalStack stack;
    private final HttpClient http;
    private final List<String> tokens = new ArrayList<>();

    VaultOwners(LocalStack stack, HttpClient http, int count) throws IOException, InterruptedException {
        this.stack = stack;
        this.http = http;
        for (int i = 0; i < count; i++) {
            tokens.add(register("owner-" + i + "@example.com"));
        }
    }

    int count() {
        return tokens.size();
    }

    String token(int owner) {
        return tokens.get(owner);
    }

    /** Tokens for the vault, one for each owner, good for a minute. */
    List<String> delegations() throws IOException, InterruptedException {
        var secret = stack.secret("GATEHOUSE_RELAY_CLIENT_SECRET");
        var basic =
                Base64.getEncoder().encodeToString(("chat-relay-service:" + secret).getBytes(StandardCharsets.UTF_8));
        var delegations = new ArrayList<String>();
        for (var token : tokens) {
            var form = "grant_type=" + encode("urn:ietf:params:oauth:grant-type:token-exchange")
                    + "&audience=key-vault-service&subject_token_type="
                    + encode("urn:ietf:params:oauth:token-type:access_token") + "&subject_token=" + encode(token);
            delegations.add(field(
                    HttpRequest.newBuilder(address("auth-service", "/token"))
                            .header("content-type", "application/x-www-form-urlencoded")
                            .header("authorization", "Basic " + basic)
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    "access_token"));
        }
        return delegations;
    }

    private String register(String email) throws IOException, InterruptedException {
        var account = "{\"name\":\"Owner\",\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}";
        field(json("/api/v1/auth/register", account), "id");
        var login = "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}";
        return field(json("/api/v1/auth/login", login), "access_token");
    }

    private HttpRequest json(String path, String body) {
        return HttpRequest.newBuilder(address("auth-service", path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private URI address(String service, String path) {
        return URI.create("http://127.0.0.1:" + stack.port(service) + path);
    }

    private String field(HttpRequest request, String name) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        var value = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
        if (!value.find()) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + " without " + name);
        }
        return value.group(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

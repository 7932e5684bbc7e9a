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
    private final String edgeToken;
    private final List<String> tokens = new ArrayList<>();

    VaultOwners(LocalStack stack, HttpClient http, int count) throws IOException, InterruptedException {
        this.stack = stack;
        this.http = http;
        this.edgeToken = introduction();
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

    /** With which the edge introduces itself to the vault; good for as long as a measurement takes. */
    String edgeToken() {
        return edgeToken;
    }

    private String introduction() throws IOException, InterruptedException {
        var basic = basic("gateway-service", "GATEHOUSE_GATEWAY_CLIENT_SECRET");
        return token(basic, "grant_type=client_credentials&audience=key-vault-service");
    }

    private String basic(String client, String secret) throws IOException {
        var both = client + ":" + stack.secret(secret);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private String token(String basic, String form) throws IOException, InterruptedException {
        return field(
                HttpRequest.newBuilder(address("auth-service", "/token"))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .header("authorization", basic)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                "access_token");
    }

    /** Tokens for the vault, one for each owner, good for a minute. */
    List<String> delegations() throws IOException, InterruptedException {
        var basic = basic("chat-relay-service", "GATEHOUSE_RELAY_CLIENT_SECRET");
        var delegations = new ArrayList<String>();
        for (var token : tokens) {
            var form = "grant_type=" + encode("urn:ietf:params:oauth:grant-type:token-exchange")
                    + "&audience=key-vault-service&subject_token_type="
                    + encode("urn:ietf:params:oauth:token-type:access_token") + "&subject_token=" + encode(token);
            delegations.add(token(basic, form));
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

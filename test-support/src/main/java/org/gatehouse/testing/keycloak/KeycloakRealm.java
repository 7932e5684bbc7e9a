package org.gatehouse.testing.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatehouse.testing.issuer.SigningKeys;
import org.jspecify.annotations.Nullable;

/** The suite's realm on a running Keycloak, as a test handles it: logins as any client would, and administration. */
public final class KeycloakRealm {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROTOCOL = "/protocol/openid-connect/";

    private final URI server;
    private final String clientSecret;
    private final String administratorPassword;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param administratorPassword of the user admin of the realm master */
    public KeycloakRealm(URI server, String clientSecret, String administratorPassword) {
        this.server = server;
        this.clientSecret = clientSecret;
        this.administratorPassword = administratorPassword;
    }

    public static KeycloakRealm of(KeycloakServer server) {
        return new KeycloakRealm(server.address(), server.clientSecret(), server.administratorPassword());
    }

    /** What the token endpoint says to a name and a password. */
    public JsonNode logIn(String username, String password) {
        return token(
                "gatehouse",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "gatehouse",
                        "client_secret",
                        clientSecret,
                        "scope",
                        "openid",
                        "username",
                        username,
                        "password",
                        password));
    }

    /** What the realm's token endpoint says to any form. */
    public JsonNode token(String realm, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(server + "/realms/" + realm + PROTOCOL + "token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return json(send(request));
    }

    /** A new user with a password; its id is the subject of its tokens. */
    public String createUser(String username, String password) {
        administer("POST", "/users", """
                {"username":"%1$s","email":"%1$s@example.org","firstName":"Test","lastName":"User","enabled":true,
                 "credentials":[{"type":"password","value":"%2$s","temporary":false}]}""".formatted(username, password));
        return user(username).path("id").asText();
    }

    public JsonNode user(String username) {
        return json(administer("GET", "/users?exact=true&username=" + encode(username), null))
                .path(0);
    }

    public JsonNode sessions(String userId) {
        return json(administer("GET", "/users/" + userId + "/sessions", null));
    }

    public void giveRealmRole(String userId, String role) {
        var representation = administer("GET", "/roles/" + role, null).body();
        administer("POST", "/users/" + userId + "/role-mappings/realm", "[" + representation + "]");
    }

    /** Makes the realm sign with a key that the test holds, and logs somebody in. */
    public ForgedTokens signWithAKeyOfOurs(String username, String password) {
        var key = SigningKeys.next();
        try {
            var pem = Base64.getEncoder().encodeToString(key.toPrivateKey().getEncoded());
            administer("POST", "/components", """
                    {"name":"test key","providerId":"rsa","providerType":"org.keycloak.keys.KeyProvider",
                     "config":{"priority":["1000"],"enabled":["true"],"active":["true"],"algorithm":["RS256"],
                               "privateKey":["%s"]}}""".formatted(pem));
            var tokens = logIn(username, password);
            var kid = SignedJWT.parse(tokens.path("access_token").asText())
                    .getHeader()
                    .getKeyID();
            return new ForgedTokens(
                    new RSAKey.Builder(key).keyID(kid).build(),
                    tokens.path("access_token").asText(),
                    tokens.path("refresh_token").asText(),
                    tokens.path("id_token").asText());
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call of the realm's administration; fails unless it succeeds. */
    public HttpResponse<String> administer(String method, String path, @Nullable String json) {
        var body = json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        var answer = send(HttpRequest.newBuilder(URI.create(server + "/admin/realms/gatehouse" + path))
                .header("Authorization", "Bearer " + administrator())
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    /** An access token of the realm master. */
    public String administrator() {
        return token(
                        "master",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", administratorPassword))
                .path("access_token")
                .asText();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What a login gave, and the key it is signed by. */
    public record ForgedTokens(RSAKey key, String access, String refresh, String id) {}
}

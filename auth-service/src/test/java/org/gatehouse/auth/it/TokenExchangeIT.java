package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every parameter of RFC 8693, section 2.1, is honoured or refused with the error that the RFC has for it. */
final class TokenExchangeIT {

    private static final String TYPES = "urn:ietf:params:oauth:token-type:";

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migratedBy("db/migration");

    private static AuthService auth;
    private static String user;
    private static String key;

    @BeforeAll
    static void start() {
        auth = AuthService.on(DATABASE);
        user = auth.newUser();
        key = auth.post("/api/v1/auth/keys", auth.newUser(), "{}").text("key");
    }

    @AfterAll
    static void stop() {
        auth.close();
    }

    /** What is added to a good request of the relay for a user; the scope of the user is "read write execute". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "scope                | read                     | 200 | read",
                "scope                | write read               | 200 | read write",
                "scope                | ''                       | 200 | read write execute",
                "scope                | admin                    | 400 | invalid_scope",
                "scope                | read admin               | 400 | invalid_scope",
                "scope                | read  write              | 400 | invalid_scope",
                "scope                | everything               | 400 | invalid_scope",
                "scope                | READ                     | 400 | invalid_scope",
                "requested_token_type | urn:ietf:params:oauth:token-type:access_token  | 200 | read write execute",
                "requested_token_type | urn:ietf:params:oauth:token-type:refresh_token | 400 | invalid_request",
                "requested_token_type | urn:ietf:params:oauth:token-type:id_token      | 400 | invalid_request",
                "requested_token_type | access_token             | 400 | invalid_request",
                "resource             | https://vault.example/   | 400 | invalid_target",
                "resource             | key-vault-service        | 400 | invalid_target",
                "actor_token          | x.y.z                    | 400 | invalid_request",
                "actor_token_type     | urn:ietf:params:oauth:token-type:jwt | 400 | invalid_request",
                "audience             | model-catalog-service    | 400 | invalid_target",
                "audience             | gatehouse                | 400 | invalid_target",
                "audience             | chat-relay-service       | 400 | invalid_target",
                "audience             | key-vault-service gatehouse | 400 | invalid_target",
                "audience             | ''                       | 400 | invalid_target",
                "subject_token_type   | urn:ietf:params:oauth:token-type:refresh_token | 400 | invalid_request",
                "subject_token_type   | ''                       | 400 | invalid_request",
                "subject_token        | ''                       | 400 | invalid_request",
                "subject_token        | x.y.z                    | 400 | invalid_grant",
                "later_parameter      | passed over              | 200 | read write execute",
            })
    void readsEachParameterOfADelegation(String name, String value, int status, String expected) {
        var answer = ask(AuthService.asRelay(), delegation(), name, value);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.text(status == 200 ? "scope" : "error")).isEqualTo(expected);
    }

    /** The same for an API key, which the edge brings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audience             | gatehouse                | 200",
                "audience             | ''                       | 200",
                "audience             | key-vault-service        | invalid_target",
                "scope                | read                     | invalid_scope",
                "requested_token_type | urn:ietf:params:oauth:token-type:access_token | 200",
                "requested_token_type | urn:ietf:params:oauth:token-type:jwt | invalid_request",
                "resource             | https://api.example/     | invalid_target",
                "actor_token          | x.y.z                    | invalid_request",
                "actor_token_type     | anything                 | invalid_request",
                "subject_token        | sk-gh-nonsense           | invalid_grant",
                "subject_token_type   | urn:ietf:params:oauth:token-type:jwt | invalid_request",
            })
    void readsEachParameterOfAnExchangeOfAKey(String name, String value, String expected) {
        var answer = ask(auth.asGateway(), ofKey(), name, value);

        assertThat(answer.status() == 200 ? "200" : answer.text("error")).isEqualTo(expected);
    }

    /** The table of who may ask for what, as it is by default. */
    @ParameterizedTest
    @CsvSource({
        "gateway-service,       gatehouse,             true",
        "gateway-service,       key-vault-service,     false",
        "gateway-service,       chat-relay-service,    false",
        "chat-relay-service,    key-vault-service,     true",
        "chat-relay-service,    gatehouse,             false",
        "chat-relay-service,    auth-service,          false",
        "chat-relay-service,    model-catalog-service, false",
        "key-vault-service,     gatehouse,             false",
        "key-vault-service,     auth-service,          false",
        "model-catalog-service, gatehouse,             false",
        "model-catalog-service, key-vault-service,     false",
        "auth-service,          gatehouse,             false",
        "auth-service,          key-vault-service,     false",
    })
    void givesAServiceOnlyTheAudiencesOfTheTable(String client, String audience, boolean given) {
        var form = audience.equals("gatehouse") ? ofKey() : delegation();
        var answer = ask(credentialsOf(client), form, "audience", audience);

        assertThat(answer.status()).isEqualTo(given ? 200 : 400);
        if (!given) {
            assertThat(answer.text("error")).isEqualTo("invalid_target");
        }
    }

    private static String[] credentialsOf(String client) {
        return switch (client) {
            case "gateway-service" -> auth.asGateway();
            case "key-vault-service" -> as(client, "vault");
            case "model-catalog-service" -> as(client, "catalog");
            case "auth-service" -> as(client, "auth");
            default -> AuthService.asRelay();
        };
    }

    private static String[] as(String client, String name) {
        return new String[] {"Authorization", AuthService.basic(client, name + "-service-secret-0123456789abcdef")};
    }

    private static Map<String, String> delegation() {
        return Map.of(
                "subject_token", user, "subject_token_type", TYPES + "access_token", "audience", "key-vault-service");
    }

    private static Map<String, String> ofKey() {
        return Map.of("subject_token", key, "subject_token_type", "urn:gatehouse:params:oauth:token-type:api-key");
    }

    private static Answer ask(String[] client, Map<String, String> good, String name, String value) {
        var form = new StringBuilder("grant_type=" + encode("urn:ietf:params:oauth:grant-type:token-exchange"));
        good.forEach((parameter, text) -> {
            if (!parameter.equals(name)) {
                form.append('&').append(parameter).append('=').append(encode(text));
            }
        });
        form.append('&').append(name).append('=').append(encode(value));
        return auth.form("/token", form.toString(), client);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.gatehouse.kit.app.KitApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what: the kind of token decides which paths are open, its permissions which of their methods. */
final class AuthorizationIT {

    private static final UUID ACCOUNT = UUID.fromString("0191b3c0-0000-7000-8000-000000000001");

    @RegisterExtension
    static final KitApplication APP = KitApplication.started();

    @Test
    void handsTheControllerTheVerifiedUser() {
        assertThat(get("/read", APP.issuer().userToken(ACCOUNT, "read")).body())
                .isEqualTo("{\"account\":\"" + ACCOUNT + "\"}");
    }

    @Test
    void handsTheControllerTheCallingService() {
        var token = APP.issuer().serviceToken("chat-relay-service", "kit-test-service");

        assertThat(get("/internal/feed", token).body()).isEqualTo("{\"client\":\"chat-relay-service\"}");
    }

    /** T35 of the threat model: neither a user's token nor one for another service opens an internal path. */
    @ParameterizedTest
    @CsvSource({
        "user read,                  /read,          200",
        "user write,                 /read,          403",
        "user read,                  /execute,       403",
        "user execute,               /execute,       200",
        "user read write execute admin, /execute,    200",
        "user,                       /read,          403",
        "user service,               /read,          403",
        "user read,                  /internal/feed, 401",
        "user admin,                 /internal/feed, 401",
        "user service,               /internal/feed, 401",
        "service kit-test-service,   /internal/feed, 200",
        "service kit-test-service,   /read,          401",
        "service kit-test-service,   /execute,       401",
        "service other-service,      /internal/feed, 401",
        "service gatehouse,          /internal/feed, 401",
        "service gatehouse,          /read,          401",
    })
    void opensAPathOnlyToTheRightTokenWithThePermission(String token, String path, int status) {
        var words = token.split(" ", 2);
        var rest = words.length == 2 ? words[1] : "";
        var jwt = words[0].equals("user")
                ? APP.issuer().userToken(ACCOUNT, rest)
                : APP.issuer().serviceToken("chat-relay-service", rest);

        assertThat(get(path, jwt).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%69nternal/feed",
                "/internal%2ffeed",
                "//internal/feed",
                "/x/../internal/feed",
                "/internal/./feed",
                "/INTERNAL/feed"
            })
    void spellingAnInternalPathOtherwiseGainsNothing(String path) {
        assertThat(get(path, APP.issuer().userToken(ACCOUNT, "read", "write", "execute", "admin", "service"))
                        .statusCode())
                .isIn(400, 401, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic %s",
                "%s",
                "Token %s",
                "Bearer",
                "Bearer ",
                "Bearer%s",
                "Bearer %s %s",
                "Bearer \"%s\"",
                "Bearer Bearer %s"
            })
    void acceptsNothingButABearerToken(String form) {
        var value = form.replace("%s", APP.issuer().userToken(ACCOUNT, "read"));

        assertThat(APP.send(APP.to("/read").header("Authorization", value)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesARequestWithTwoCredentials() {
        var good = "Bearer " + APP.issuer().userToken(ACCOUNT, "read");

        assertThat(APP.send(APP.to("/read").header("Authorization", good).header("Authorization", good))
                        .statusCode())
                .isEqualTo(401);
        assertThat(APP.send(APP.to("/read").header("Authorization", good).header("Authorization", "Basic x"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesATokenFromNowhereButTheHeader() {
        var token = APP.issuer().userToken(ACCOUNT, "read");

        assertThat(APP.send(APP.to("/read?access_token=" + token)).statusCode()).isEqualTo(401);
        assertThat(APP.send(APP.to("/read").header("Cookie", "JWT=" + token)).statusCode())
                .isEqualTo(401);
        assertThat(APP.send(APP.to("/read").header("x-access-token", token)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void saysForbiddenWithoutAChallengeWhenOnlyThePermissionLacks() {
        var answer = get("/execute", APP.issuer().userToken(ACCOUNT, "read"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:gatehouse:error:forbidden");
        assertThat(answer.headers().firstValue("www-authenticate")).isEmpty();
    }

    @Test
    void givesEveryRefusedTokenTheSameAnswer() {
        var issuer = APP.issuer();
        var expired =
                issuer.forge().claim("exp", issuer.now().getEpochSecond() - 100).sign();
        var foreign = issuer.forge().claim("iss", "https://elsewhere.test").sign();

        assertThat(refusal(expired))
                .isEqualTo(refusal(foreign))
                .isEqualTo(refusal("x.y.z"))
                .isEqualTo(refusal("x"));
    }

    private static String refusal(String token) {
        var answer = get("/read", token);
        var id = answer.headers().firstValue("x-request-id").orElseThrow();
        return answer.statusCode()
                + answer.headers().firstValue("www-authenticate").orElse("")
                + answer.body().replace(id, "id");
    }

    private static HttpResponse<String> get(String path, String token) {
        return APP.send(APP.to(path).header("Authorization", "Bearer " + token));
    }
}

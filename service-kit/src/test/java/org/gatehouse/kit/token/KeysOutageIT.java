package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.kit.app.KitApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** auth-service has never been there since the start: nothing can be said about any token. */
final class KeysOutageIT {

    @RegisterExtension
    static final KitApplication APP =
            KitApplication.startedWith(Map.of("gatehouse.tokens.jwks-url", "http://127.0.0.1:9/nobody-listens"));

    @Test
    void aTokenThatCannotBeJudgedIsUnavailableNotUnauthenticated() {
        var token = APP.issuer().userToken(UUID.randomUUID(), "read");
        var answer = APP.send(APP.to("/read").header("Authorization", "Bearer " + token));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:gatehouse:error:unavailable");
    }

    @Test
    void whatIsNoTokenAtAllIsStillUnauthenticated() {
        assertThat(APP.send(APP.to("/read").header("Authorization", "Bearer rubbish"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(APP.send(APP.to("/read")).statusCode()).isEqualTo(401);
    }

    @Test
    void publicPathsGoOn() {
        assertThat(APP.send(APP.to("/mdc")).statusCode()).isEqualTo(200);
    }
}

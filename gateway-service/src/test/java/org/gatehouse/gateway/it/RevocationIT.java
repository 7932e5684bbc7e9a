package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.gateway.fixture.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevocationIT {

    private static final String CHAT = "/v1/chat/completions";
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final RunningEdge edge = RunningEdge.start();

    @AfterEach
    void stop() {
        edge.close();
    }

    private int chat(String credential) {
        return edge.send("POST", CHAT, "Authorization", "Bearer " + credential).statusCode();
    }

    private Duration untilRefused(String credential) {
        long start = System.nanoTime();
        Wait.until(() -> chat(credential), status -> status == 401);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** T01 of the threat model, at each replica. */
    @Test
    void ofAKeyIsEffectiveWithinASecondAlsoWhenItIsCached() {
        var key = edge.auth().createKey("execute");
        assertThat(chat(key.text())).isEqualTo(200);
        edge.auth().delete(key);
        assertThat(untilRefused(key.text())).isLessThan(ONE_SECOND);
        assertThat(edge.auth().exchanges()).isOne();
    }

    @Test
    void ofASessionAndOfAnAccountStopsAccessTokens() {
        var account = UUID.randomUUID();
        var session = UUID.randomUUID();
        var bySession = edge.auth()
                .issuer()
                .user(account, "execute")
                .claim("sid", session.toString())
                .sign();
        var byOther = edge.auth().issuer().userToken(account, "execute");
        assertThat(chat(bySession)).isEqualTo(200);
        assertThat(chat(byOther)).isEqualTo(200);

        edge.auth().revoke("session", session);
        assertThat(untilRefused(bySession)).isLessThan(ONE_SECOND);
        assertThat(chat(byOther)).isEqualTo(200);

        edge.auth().revoke("account", account);
        assertThat(untilRefused(byOther)).isLessThan(ONE_SECOND);
    }

    @Test
    void fromBeforeTheEdgeStartedIsReplayed() {
        var account = UUID.randomUUID();
        var token = edge.auth().issuer().userToken(account, "execute");
        edge.auth().revoke("account", account);
        try (var later = RunningEdge.start(edge.auth(), Map.of())) {
            Wait.until(
                    () -> later.send("POST", CHAT, "Authorization", "Bearer " + token)
                            .statusCode(),
                    status -> status == 401);
        }
        assertThat(edge.auth().revocations().resumedFrom()).containsExactly("", "");
    }

    @Test
    void thatHappenedWhileTheStreamWasBrokenIsCaughtUpFromWhereItBrokeOff() {
        edge.auth().revoke("key", UUID.randomUUID());
        var account = UUID.randomUUID();
        var token = edge.auth().issuer().userToken(account, "execute");
        assertThat(chat(token)).isEqualTo(200);

        edge.auth().origin().goDown();
        edge.auth().revoke("account", account);
        edge.auth().origin().comeBack();
        untilRefused(token);
        assertThat(edge.auth().revocations().resumedFrom()).endsWith("1");
    }

    @Test
    void thatCannotBeReadIsNotPassedOver() {
        edge.auth().revocations().push("id: 1\nevent: revocation\ndata: {\"kind\":\"key\"}\n\n");
        Wait.until(() -> edge.auth().revocations().resumedFrom().size(), connections -> connections > 2);
        assertThat(edge.auth().revocations().resumedFrom()).containsOnly("");
    }
}

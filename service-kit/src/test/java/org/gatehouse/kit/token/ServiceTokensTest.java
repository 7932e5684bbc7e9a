package org.gatehouse.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServiceTokensTest {

    private static final ClientConfig CLIENT =
            new ClientConfig("chat-relay-service", "a secret of more than 32 characters: %&+");

    private final SettableClock clock = new SettableClock();
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TokensConfig config = new TokensConfig(
            issuer.issuer(),
            "model-catalog-service",
            "gateway-service",
            issuer.address().toString(),
            null);
    private final AuthServer auth = new AuthServer();
    private final ServiceTokens tokens = new ServiceTokens(config, CLIENT, auth, clock);

    @AfterEach
    void stop() {
        auth.close();
        issuer.close();
    }

    @Test
    void getsATokenThatTheCalledServiceAccepts() {
        var verifier = new AccessTokenVerifier(config, FixedKeys.of(issuer), clock);

        assertThat(verifier.verify(tokens.tokenFor("model-catalog-service")))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.caller())
                                .isInstanceOfSatisfying(
                                        Caller.Service.class,
                                        caller -> assertThat(caller.clientId()).isEqualTo("chat-relay-service")));
    }

    @Test
    void asksOnceForEachAudience() {
        var first = tokens.tokenFor("auth-service");
        assertThat(tokens.tokenFor("auth-service")).isEqualTo(first);
        assertThat(tokens.tokenFor("model-catalog-service")).isNotEqualTo(first);
        assertThat(issuer.tokenRequests()).isEqualTo(2);
    }

    @Test
    void manyCallersShareOneRequest() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 200).forEach(i -> threads.execute(() -> tokens.tokenFor("auth-service")));
        }
        assertThat(issuer.tokenRequests()).isEqualTo(1);
    }

    @Test
    void renewsBeforeTheTokenExpires() {
        var first = tokens.tokenFor("auth-service");
        clock.advance(Duration.ofSeconds(199));
        assertThat(tokens.tokenFor("auth-service")).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.tokenFor("auth-service")).isNotEqualTo(first);
    }

    @Test
    void goesOnWithAGoodTokenWhileAuthServiceIsDown() {
        var first = tokens.tokenFor("auth-service");
        issuer.goDown();
        clock.advance(Duration.ofSeconds(299));
        assertThat(tokens.tokenFor("auth-service")).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.tokenFor("auth-service")).isInstanceOf(ServiceTokenUnavailableException.class);
    }

    @Test
    void recoversWhenAuthServiceIsBack() {
        issuer.goDown();
        assertThatThrownBy(() -> tokens.tokenFor("auth-service")).isInstanceOf(ServiceTokenUnavailableException.class);

        issuer.comeBack();
        assertThat(tokens.tokenFor("auth-service")).isNotBlank();
    }

    @Test
    void keepsTheSecretOutOfItsText() {
        assertThat(CLIENT.toString()).doesNotContain(CLIENT.secret());
    }
}

package org.gatehouse.kit.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.gatehouse.kit.app.KitApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is revoked is refused at a service: told by the stream, or found by asking while that is lost. */
final class ConfirmTokensIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID account = UUID.randomUUID();
    private final UUID key = UUID.randomUUID();
    private KitApplication app;
    private String token;

    @BeforeEach
    void start() {
        app = KitApplication.startedWith(
                Map.of("gatehouse.revocations.confirm-after", "200ms", "gatehouse.revocations.confirm-pause", "50ms"));
        token = app.issuer().keyToken(account, key, "read");
        until(() -> app.bean(RevocationFeed.class).isLive());
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theStreamEndsATokenAtOnceAndNobodyIsAsked() {
        assertThat(status()).isEqualTo(200);
        app.issuer().revoke("key", key);

        until(() -> status() == 401);
        assertThat(app.issuer().confirmations()).isZero();
    }

    @Test
    void whileTheStreamIsLostATokenIsAskedAboutAndEndsAllTheSame() {
        lose();
        app.issuer().revoke("account", account);

        until(() -> status() == 401);
        assertThat(app.issuer().confirmations()).isPositive();
    }

    @Test
    void aTokenThatIsStillGoodIsAskedAboutNowAndThenAndServedMeanwhile() {
        lose();
        until(() -> {
            assertThat(status()).isEqualTo(200);
            return app.issuer().confirmations() >= 3;
        });
    }

    @Test
    void whatWorkedGoesOnWhileNobodyCanBeAsked() {
        lose();
        app.issuer().stopConfirming();
        app.issuer().revoke("key", key);
        until(() -> {
            assertThat(status()).isEqualTo(200);
            return app.issuer().confirmations() >= 3;
        });

        app.issuer().findStreams();
        until(() -> status() == 401);
    }

    private void lose() {
        app.issuer().loseStreams();
        until(() -> !app.bean(RevocationFeed.class).isLive());
    }

    private int status() {
        return app.send(app.to("/read").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}

package org.gatehouse.vault.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.testing.kms.TransitServer;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class RemoteKeysTest {

    private static final Duration BRIEF = Duration.ofMillis(300);

    private final TransitServer server = TransitServer.start();
    private final AtomicLong nanos = new AtomicLong();
    private final Binding place = ProviderContract.place();

    RemoteKeysTest() {
        server.createKey("gatehouse", true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    final class Guarded {

        private final GuardedKeys keys = new GuardedKeys(transit(), config(5, 3));

        @Test
        void triesAgainWhenThrottled() {
            NewDataKey made = keys.newDataKey(place);
            server.faults().throttleNext(2);
            assertThat(keys.unwrap(made.wrapped(), place)).contains(made.key());
        }

        @Test
        void givesUpAfterItsAttempts() {
            NewDataKey made = keys.newDataKey(place);
            server.faults().throttleNext(100);
            int before = server.faults().requests();
            assertThat(AwsKeysTest.failureOf(() -> keys.unwrap(made.wrapped(), place)))
                    .hasMessageContaining("quota");
            assertThat(server.faults().requests() - before).isEqualTo(3);
        }

        @Test
        void doesNotTryAgainWhatCannotPass() {
            NewDataKey made = keys.newDataKey(place);
            server.rotateKey("gatehouse");
            server.setMinDecryptionVersion("gatehouse", 2);
            int before = server.faults().requests();
            AwsKeysTest.failureOf(() -> keys.unwrap(made.wrapped(), place));
            assertThat(server.faults().requests() - before).isEqualTo(1);
        }

        @Test
        void stopsAskingAServiceThatIsDownAndFindsItAgain() {
            NewDataKey made = keys.newDataKey(place);
            server.faults().goDown();
            KeyServiceUnavailable failure = AwsKeysTest.failureOf(() -> keys.unwrap(made.wrapped(), place));
            while (!String.valueOf(failure.getMessage()).contains("is not asked")) {
                failure = AwsKeysTest.failureOf(() -> keys.unwrap(made.wrapped(), place));
            }
            int before = server.faults().requests();
            server.faults().recover();
            while (AwsKeysTest.outcomeOf(() -> keys.unwrap(made.wrapped(), place))
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(server.faults().requests()).isEqualTo(before + 1);
        }
    }

    @Nested
    final class Cached {

        private final CachedKeys keys = new CachedKeys(transit(), config(5, 3), nanos::get);

        @Test
        void letsAKeyGoWhenItsTimeIsOverThoughNobodyAsks() {
            var brief = new ResilienceConfig(3, Duration.ofMillis(1), 5, Duration.ofMillis(50), BRIEF, 3, 100);
            try (var idle = new CachedKeys(transit(), brief, Ticker.systemTicker())) {
                idle.newDataKey(place);
                assertThat(idle.held()).isEqualTo(1);
                while (idle.held() > 0) {
                    Thread.onSpinWait();
                }
            }
        }

        @Test
        void goesOnReadingWhatIsInUseWhenTheServiceIsDown() {
            NewDataKey made = keys.newDataKey(place);
            server.faults().goDown();
            assertThat(keys.unwrap(made.wrapped(), place)).contains(made.key());
            assertThat(AwsKeysTest.outcomeOf(() -> keys.unwrap(made.wrapped(), ProviderContract.place())))
                    .isEmpty();
        }

        @Test
        void forgetsAfterItsTime() {
            NewDataKey made = keys.newDataKey(place);
            server.faults().goDown();
            nanos.addAndGet(Duration.ofMinutes(5).toNanos() + 1);
            assertThat(AwsKeysTest.failureOf(() -> keys.unwrap(made.wrapped(), place)))
                    .hasMessageContaining("sealed");
        }

        @Test
        void asksAgainAfterItsUses() {
            NewDataKey made = keys.newDataKey(place);
            int before = server.faults().requests();
            for (int use = 0; use < 12; use++) {
                assertThat(keys.unwrap(made.wrapped(), place)).contains(made.key());
            }
            assertThat(server.faults().requests() - before).isEqualTo(2);
        }

        @Test
        void lendsCopiesSoThatTheCallerMayWipeThem() {
            NewDataKey made = keys.newDataKey(place);
            SecretMaterial first = keys.unwrap(made.wrapped(), place).orElseThrow();
            first.close();
            assertThat(keys.unwrap(made.wrapped(), place)).contains(made.key());
        }
    }

    private static ResilienceConfig config(int cacheUses, int attempts) {
        return new ResilienceConfig(
                attempts, Duration.ofMillis(2), 4, Duration.ofMillis(200), Duration.ofMinutes(5), cacheUses, 100);
    }

    private TransitKeys transit() {
        var config = new TransitConfig(
                server.address().toString(),
                "transit",
                "gatehouse",
                TransitServer.ROOT_TOKEN,
                "",
                "",
                Duration.ofSeconds(2));
        var client = new TransitClient(config, JsonMapper.createDefault());
        return new TransitKeys(config, client, new TransitLogin(config, client, Clock.systemUTC()));
    }
}

package org.gatehouse.chat.upstream.morpheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MorpheusConfigTest {

    @Test
    void hasTheseDefaults() {
        PoolSettings settings = config(Map.of()).checked();

        assertThat(settings.sessionDuration()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.size()).isEqualTo(4);
        assertThat(settings.queueDeadline()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.sharedWallet()).isFalse();
        assertThat(settings.rests())
                .isEqualTo(
                        new PoolSettings.Rests(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20)));
        assertThat(settings.chain())
                .isEqualTo(new PoolSettings.ChainTimes(
                        Duration.ofSeconds(200), Duration.ofMinutes(10), Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @CsvSource({
        "session-duration,5m",
        "session-duration,1 hour",
        "pool-size,0",
        "pool-size,many",
        "pool-size,1001",
        "queue-deadline,0s",
        "shared-wallet,perhaps",
        "nonce-pause,-1s",
        "own-nodes,everywhere",
    })
    void namesABadSetting(String key, String value) {
        String name = "gatehouse.upstreams.mor." + key;
        MorpheusConfig config = config(Map.of(name, value));

        assertThatThrownBy(config::checked).isInstanceOf(SettingException.class).hasMessageStartingWith(name + " ");
    }

    private static MorpheusConfig config(Map<String, String> settings) {
        UnaryOperator<@Nullable String> of = key -> settings.get("gatehouse.upstreams.mor." + key);
        return new MorpheusConfig(
                "mor",
                of.apply("session-duration"),
                of.apply("pool-size"),
                of.apply("queue-deadline"),
                of.apply("shared-wallet"),
                of.apply("transaction-timeout"),
                of.apply("open-ambiguity"),
                of.apply("close-after"),
                of.apply("rest-after-cancel"),
                of.apply("rest-after-failure"),
                of.apply("nonce-pause"),
                null,
                of.apply("own-nodes"));
    }
}

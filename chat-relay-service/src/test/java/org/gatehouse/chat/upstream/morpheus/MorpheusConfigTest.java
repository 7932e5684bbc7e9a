package org.gatehouse.chat.upstream.morpheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.time.Duration;
import java.util.Map;
import org.gatehouse.kit.config.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MorpheusConfigTest {

    @Test
    void hasTheseNamesAndDefaults() {
        PoolSettings settings =
                config(Map.of("gatehouse.upstreams.mor.kind", "morpheus")).checked();

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
    })
    void namesABadSetting(String key, String value) {
        String name = "gatehouse.upstreams.mor." + key;
        MorpheusConfig config = config(Map.of(name, value));

        assertThatThrownBy(config::checked).isInstanceOf(SettingException.class).hasMessageStartingWith(name + " ");
    }

    private static MorpheusConfig config(Map<String, Object> settings) {
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .eagerInitSingletons(false)
                .properties(settings)
                .build()
                .start();
        try {
            return context.getBean(MorpheusConfig.class, Qualifiers.byName("mor"));
        } finally {
            context.close();
        }
    }
}

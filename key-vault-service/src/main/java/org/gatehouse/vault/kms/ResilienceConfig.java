package org.gatehouse.vault.kms;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.gatehouse.kit.config.SettingException;

/**
 * How the vault lives with a key service that is slow, throttled or down.
 *
 * @param attempts of one call, the first included
 * @param backOff before the second attempt; doubles, with jitter of a half
 * @param breakerCalls how many calls the breaker looks back on; it opens when half of them failed
 * @param breakerOpen how long it then answers without asking
 * @param cacheLife how long a data key stays in memory, at most five minutes; zero turns the cache off
 * @param cacheUses how often one is used before it is fetched anew
 * @param cacheKeys how many are kept
 */
@ConfigurationProperties("gatehouse.vault.resilience")
record ResilienceConfig(
        @Bindable(defaultValue = "3") int attempts,
        @Bindable(defaultValue = "100ms") Duration backOff,
        @Bindable(defaultValue = "10") int breakerCalls,
        @Bindable(defaultValue = "5s") Duration breakerOpen,
        @Bindable(defaultValue = "5m") Duration cacheLife,
        @Bindable(defaultValue = "1000") int cacheUses,
        @Bindable(defaultValue = "10000") int cacheKeys) {

    private static final Duration LONGEST_CACHE_LIFE = Duration.ofMinutes(5);

    ResilienceConfig {
        requirePositive("attempts", attempts);
        requirePositive("breaker-calls", breakerCalls);
        requirePositive("cache-uses", cacheUses);
        requirePositive("cache-keys", cacheKeys);
        if (cacheLife.compareTo(LONGEST_CACHE_LIFE) > 0) {
            throw new SettingException("gatehouse.vault.resilience.cache-life", "must not exceed five minutes");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new SettingException("gatehouse.vault.resilience." + name, "must be at least 1");
        }
    }
}

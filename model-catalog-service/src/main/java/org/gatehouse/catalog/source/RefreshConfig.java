package org.gatehouse.catalog.source;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import org.gatehouse.kit.config.SettingException;

/** How often sources are asked, and how long one answer may take. Defaults stand in application.yml: one in an annotation would hide a bad value. */
@Context
@ConfigurationProperties("gatehouse.catalog.refresh")
record RefreshConfig(Duration interval, Duration timeout) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);

    RefreshConfig {
        check("interval (GATEHOUSE_CATALOG_REFRESH_INTERVAL)", interval);
        check("timeout (GATEHOUSE_CATALOG_REFRESH_TIMEOUT)", timeout);
    }

    private static void check(String key, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new SettingException("gatehouse.catalog.refresh." + key, "must lie between 100ms and 1d");
        }
    }
}

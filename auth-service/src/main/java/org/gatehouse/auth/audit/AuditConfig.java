package org.gatehouse.auth.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import org.gatehouse.kit.config.SettingException;

/**
 * How long what happened is kept. The default is in application.yml: one here would hide a value that cannot be read.
 *
 * @param retention at least 30 days, which the database insists on too
 */
@ConfigurationProperties("gatehouse.audit")
record AuditConfig(Duration retention) {

    private static final Duration LEAST = Duration.ofDays(30);

    AuditConfig {
        if (retention.compareTo(LEAST) < 0) {
            throw new SettingException("GATEHOUSE_AUTH_AUDIT_RETENTION", "must be 30d or more");
        }
    }
}

package org.gatehouse.auth.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.gatehouse.testing.postgres.PostgresDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartIT {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migratedBy("db/migration");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.sealing.master-keys          | ''           | GATEHOUSE_AUTH_MASTER_KEYS must be set",
                "gatehouse.sealing.master-keys          | one:c2hvcnQ= | GATEHOUSE_AUTH_MASTER_KEYS must be id:base64",
                "gatehouse.service-secrets.gateway      | ''           | GATEHOUSE_GATEWAY_CLIENT_SECRET must be set",
                "gatehouse.service-secrets.relay        | short        | GATEHOUSE_RELAY_CLIENT_SECRET must be set",
                "gatehouse.service-secrets.vault        | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | GATEHOUSE_VAULT_CLIENT_SECRET",
                "gatehouse.administrator.email          | ''           | GATEHOUSE_ADMIN_EMAIL",
                "gatehouse.administrator.email          | nobody       | GATEHOUSE_ADMIN_EMAIL must be an e-mail address",
                "gatehouse.administrator.password       | ''           | GATEHOUSE_ADMIN_PASSWORD",
                "gatehouse.administrator.password       | admin123     | GATEHOUSE_ADMIN_PASSWORD is one of the most common",
                "gatehouse.lifetimes.access-token       | 0s           | GATEHOUSE_ACCESS_TOKEN_LIFETIME must be between",
                "gatehouse.lifetimes.refresh-token      | 9999d        | GATEHOUSE_REFRESH_TOKEN_LIFETIME must be between",
                "gatehouse.tokens.issuer                | here         | GATEHOUSE_ISSUER must be",
                "gatehouse.audit.retention              | 29d          | GATEHOUSE_AUTH_AUDIT_RETENTION must be 30d or more",
                "gatehouse.exchange.audiences           | everybody    | GATEHOUSE_AUTH_EXCHANGE_AUDIENCES",
                "gatehouse.exchange.audiences           | chat-relay-service=elsewhere | GATEHOUSE_AUTH_EXCHANGE_AUDIENCES",
                "gatehouse.exchange.audiences           | gateway-service=gateway-service | GATEHOUSE_AUTH_EXCHANGE_AUDIENCES",
                "gatehouse.logins.failures-per-minute   | 0            | GATEHOUSE_AUTH_FAILED_LOGINS_PER_MINUTE must be 1",
            })
    void refusesToStartAndNamesTheSetting(String key, String value, String message) {
        assertThatThrownBy(() -> AuthService.on(database, Map.of(key, value)).close())
                .hasStackTraceContaining(message);
    }
}

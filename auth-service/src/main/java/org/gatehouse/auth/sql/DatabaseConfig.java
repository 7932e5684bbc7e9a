package org.gatehouse.auth.sql;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/** Where the database is, for a connection that must not come from the pool. */
@ConfigurationProperties("datasources.default")
record DatabaseConfig(
        @NotBlank String url,
        @Nullable String username,
        @Nullable String password) {

    @Override
    public String toString() {
        return "DatabaseConfig[" + url + "]";
    }
}

package org.gatehouse.kit.sql;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the database is, and the driver's limits of time. */
@ConfigurationProperties("datasources.default")
@Requires(property = "datasources.default.url")
record DatabaseConfig(
        @NotBlank String url,
        @Nullable String username,
        @Nullable String password,

        @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        Map<String, String> dataSourceProperties) {

    @Override
    public String toString() {
        return "DatabaseConfig[" + url + "]";
    }
}

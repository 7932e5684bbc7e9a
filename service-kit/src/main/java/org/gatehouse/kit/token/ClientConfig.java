package org.gatehouse.kit.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** How this service introduces itself to auth-service; only services that call others need it. */
@Requires(property = "gatehouse.client.secret")
@ConfigurationProperties("gatehouse.client")
public record ClientConfig(
        @NotBlank String id,

        @NotBlank @Size(min = 32, message = "must have at least 32 characters")
        String secret) {

    @Override
    public String toString() {
        return "ClientConfig[id=" + id + ", secret=redacted]";
    }
}

package org.gatehouse.kit.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** How this service introduces itself to auth-service; only services that call others need it. */
@ConfigurationProperties("gatehouse.client")
public record ClientConfig(
        @NotBlank String id, @NotBlank @Size(min = 32) String secret) {

    @Override
    public String toString() {
        return "ClientConfig[id=" + id + ", secret=redacted]";
    }
}

package org.gatehouse.kit.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How this service introduces itself to auth-service; only services that call others need it. */
@Requires(property = "gatehouse.client.secret")
@ConfigurationProperties("gatehouse.client")
public record ClientConfig(
        @NotBlank String id,

        @NotBlank @Size(min = 32, message = "must have at least 32 characters")
        String secret) {

    /** As an {@code Authorization} header has it (RFC 6749, section 2.3.1). */
    public String basic() {
        var both = encode(id) + ":" + encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientConfig[id=" + id + ", secret=redacted]";
    }
}

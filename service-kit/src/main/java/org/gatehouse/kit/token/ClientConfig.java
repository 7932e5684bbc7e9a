package org.gatehouse.kit.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

    /**
     * The request as a form that this client sends to auth-service, which answers it with JSON.
     *
     * @param form names and values, each value as {@link #encode} has it
     */
    public HttpRequest.Builder post(HttpRequest.Builder request, String form) {
        return request.header("Authorization", basic())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form));
    }

    /** A value as a form has it. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ClientConfig[id=" + id + ", secret=redacted]";
    }
}

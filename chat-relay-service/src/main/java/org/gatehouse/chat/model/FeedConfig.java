package org.gatehouse.chat.model;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the catalogue feed is.
 *
 * @param urls base addresses of model-catalog-service, tried in order
 * @param timeout for one fetch
 */
@ConfigurationProperties("gatehouse.catalog")
public record FeedConfig(
        @NotEmpty List<URI> urls,
        @Bindable(defaultValue = "5s") Duration timeout) {

    /** Whom a service token for the catalogue must name. */
    public static final String AUDIENCE = "model-catalog-service";
}

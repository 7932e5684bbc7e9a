package org.gatehouse.catalog.upstream;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code gatehouse.upstreams}, as it is written; {@link Upstreams} checks it.
 *
 * @param apiKey a bearer token, or {@code user:password} for a Morpheus node (the line of its cookie file)
 * @param models the ids it offers; with none of the three {@code models…} settings the upstream itself is asked
 * @param modelsUrl a list published elsewhere, fetched without the key
 * @param modelsFile a list on this machine
 */
@EachProperty("gatehouse.upstreams")
record UpstreamConfig(
        @Parameter String name,
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "openai") String kind,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable List<String> models,
        @Nullable String modelsUrl,
        @Nullable String modelsFile) {

    @Override
    public String toString() {
        return "UpstreamConfig[" + name + ", " + kind + "]";
    }
}

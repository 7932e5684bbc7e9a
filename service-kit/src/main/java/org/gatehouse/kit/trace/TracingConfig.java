package org.gatehouse.kit.trace;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's own settings, by its names; {@code gatehouse-defaults.properties} maps them.
 *
 * @param endpoint {@code OTEL_EXPORTER_OTLP_ENDPOINT}: the collector's base address; nothing is exported without one
 * @param headers {@code OTEL_EXPORTER_OTLP_HEADERS}: {@code name=value} with commas, percent-encoded; may hold a credential
 * @param protocol {@code OTEL_EXPORTER_OTLP_PROTOCOL}: {@code http/protobuf}, there is no other here
 * @param timeout {@code OTEL_EXPORTER_OTLP_TIMEOUT}: of one batch, in milliseconds
 * @param sampler {@code OTEL_TRACES_SAMPLER}
 * @param samplerArg {@code OTEL_TRACES_SAMPLER_ARG}
 * @param service the service's own name
 * @param serviceName {@code OTEL_SERVICE_NAME}, which takes its place
 * @param resourceAttributes {@code OTEL_RESOURCE_ATTRIBUTES}: {@code key=value} with commas, percent-encoded
 */
@ConfigurationProperties("gatehouse.tracing")
record TracingConfig(
        @Nullable String endpoint,
        @Nullable String headers,
        String protocol,
        String timeout,
        String sampler,
        @Nullable String samplerArg,
        String service,
        @Nullable String serviceName,
        @Nullable String resourceAttributes) {

    @Override
    public String toString() {
        return "TracingConfig[" + endpoint + "]";
    }
}

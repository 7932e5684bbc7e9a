package org.gatehouse.kit.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;

/** Made when the service starts: settings that cannot be used keep it from starting. */
@Factory
final class TracingFactory {

    /** Nothing of the SDK is loaded while nothing is exported. */
    @Context
    @Bean(preDestroy = "close")
    Tracing tracing(TracingConfig config, MeterRegistry registry) {
        var sampling = Sampling.of(config.sampler(), config.samplerArg());
        var settings = OtlpSettings.of(config);
        return settings.isOn()
                ? new Tracing(sampling, new OtlpSpans(settings.exporter(), settings.resource(), registry))
                : Tracing.OFF;
    }
}

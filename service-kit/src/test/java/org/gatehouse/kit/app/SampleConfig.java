package org.gatehouse.kit.app;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of the test application: each kind of value that can be wrong. */
@ConfigurationProperties("sample")
record SampleConfig(
        Duration delay, @Min(1) int limit, @Nullable URI address) {}

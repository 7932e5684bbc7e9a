package org.gatehouse.gateway.health;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/** How often services are asked whether they are ready. */
@ConfigurationProperties("gatehouse.health")
record HealthConfig(Duration pollInterval) {}

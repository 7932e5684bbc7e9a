package org.gatehouse.gateway.docs;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/** How often services are asked for their OpenAPI documents. */
@ConfigurationProperties("gatehouse.docs")
record DocsConfig(Duration refreshInterval) {}

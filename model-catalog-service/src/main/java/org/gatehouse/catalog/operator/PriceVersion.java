package org.gatehouse.catalog.operator;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;

/** A price of a model from one time on, in USD per token. */
@Serdeable(naming = SnakeCaseStrategy.class)
record PriceVersion(String model, String prompt, String completion, Instant validFrom) {}

package org.gatehouse.catalog.operator;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;

/** A name that an operator gave to a model. */
@Serdeable(naming = SnakeCaseStrategy.class)
record AliasRow(String alias, String model, Instant setAt) {}

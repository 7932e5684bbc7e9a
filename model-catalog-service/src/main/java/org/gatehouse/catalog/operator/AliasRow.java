package org.gatehouse.catalog.operator;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A name that an operator gave to a model. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "ModelAlias")
record AliasRow(String alias, String model, Instant setAt) {}

package org.gatehouse.catalog.operator;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** What an operator says of a model. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "SetModelDescription")
record DescriptionRow(String model, StatedDescription description, Instant setAt) {}

package org.gatehouse.auth.keycloak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** A refusal of RFC 6749, section 5.2. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
record ErrorAnswer(@Nullable String error) {}

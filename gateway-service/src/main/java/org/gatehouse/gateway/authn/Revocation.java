package org.gatehouse.gateway.authn;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/**
 * One event of auth-service's stream.
 *
 * @param kind {@code key}, {@code session} or {@code account}
 * @param at tokens issued up to then are revoked
 * @param until when the last of them has expired, and the event may be forgotten
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
record Revocation(String kind, UUID id, Instant at, Instant until) {}

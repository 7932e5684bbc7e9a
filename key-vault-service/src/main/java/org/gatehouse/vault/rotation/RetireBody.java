package org.gatehouse.vault.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

@Serdeable.Deserializable
record RetireBody(String provider, @JsonProperty("key_id") String keyId, int version) {}

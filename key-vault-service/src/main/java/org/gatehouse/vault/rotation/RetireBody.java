package org.gatehouse.vault.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

@Serdeable.Deserializable
@Schema(name = "MasterKeyRetirement", example = "{\"provider\": \"local\", \"key_id\": \"main\", \"version\": 1}")
record RetireBody(String provider, @JsonProperty("key_id") String keyId, int version) {}

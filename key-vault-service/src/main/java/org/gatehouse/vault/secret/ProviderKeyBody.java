package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.jspecify.annotations.Nullable;

@Serdeable.Deserializable
@Schema(name = "ProviderKey", example = "{\"api_key\": \"sk-example\"}")
record ProviderKeyBody(
        @JsonProperty("api_key") @Schema(type = "string", format = "password")
        SecretMaterial apiKey,

        @Nullable @JsonProperty("base_url") String baseUrl) {}

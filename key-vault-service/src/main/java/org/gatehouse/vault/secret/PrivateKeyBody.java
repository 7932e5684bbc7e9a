package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.jspecify.annotations.Nullable;

@Serdeable.Deserializable
@Schema(
        name = "PrivateKey",
        example = "{\"private_key\": \"0000000000000000000000000000000000000000000000000000000000000001\"}")
record PrivateKeyBody(
        @JsonProperty("private_key")
        @Schema(
                type = "string",
                format = "password",
                description = "32 bytes of hex within the order of secp256k1, 0x optional")
        SecretMaterial privateKey,

        @Schema(description = "the address of the private key that is there and is given up for this one") @Nullable
        String replaces) {}

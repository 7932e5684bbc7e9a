package org.gatehouse.vault.secret;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.gatehouse.vault.envelope.SecretMaterial;

@Serdeable.Deserializable
record NodeBody(
        String url,
        String username,
        @Schema(type = "string", format = "password") SecretMaterial password) {}

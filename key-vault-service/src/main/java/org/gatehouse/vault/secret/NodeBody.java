package org.gatehouse.vault.secret;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.gatehouse.vault.envelope.SecretMaterial;

@Serdeable.Deserializable
@Schema(
        name = "OwnNode",
        example =
                "{\"url\": \"https://node.example.org:8082\", \"username\": \"admin\", \"password\": \"correct horse battery staple\"}")
record NodeBody(
        String url,
        String username,
        @Schema(type = "string", format = "password") SecretMaterial password) {}

package org.gatehouse.vault.secret;

import io.micronaut.serde.annotation.Serdeable;

@Serdeable.Serializable
record SignatureView(String signature) {}

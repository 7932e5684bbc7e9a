package org.gatehouse.vault.secret;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a service asks for; the owner is the user that its token acts for.
 *
 * @param origin where it is going to send the secret: scheme, host and port
 */
@Serdeable.Deserializable
record ReleaseBody(String kind, String name, String purpose, String origin) {}

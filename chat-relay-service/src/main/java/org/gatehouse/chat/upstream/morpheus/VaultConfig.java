package org.gatehouse.chat.upstream.morpheus;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.util.List;

/**
 * Where key-vault-service is.
 *
 * @param urls base addresses of its replicas
 */
@ConfigurationProperties("gatehouse.vault")
public record VaultConfig(@NotEmpty List<URI> urls) {}

package org.gatehouse.chat.credential;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where callers' keys are.
 *
 * @param urls base addresses of key-vault-service, tried in order
 * @param timeout for one look-up
 * @param keep how long an answer of the vault holds here: so long a key that was changed or deleted may still be used
 */
@ConfigurationProperties("gatehouse.vault")
public record VaultConfig(
        @NotEmpty List<URI> urls,
        @Bindable(defaultValue = "3s") Duration timeout,
        @Bindable(defaultValue = "10s") Duration keep) {}

package org.gatehouse.vault.kms;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The transit engine of HashiCorp Vault or OpenBao.
 *
 * @param address e.g. {@code https://vault.internal:8200}; empty when transit is not used
 * @param mount where the engine is mounted
 * @param key the name of an {@code aes256-gcm96} key made with {@code derived=true}
 * @param token a token, or else
 * @param roleId an AppRole with
 * @param secretId its secret id
 * @param timeout for one call
 */
@ConfigurationProperties("gatehouse.vault.transit")
record TransitConfig(
        @Bindable(defaultValue = "") String address,
        @Bindable(defaultValue = "transit") String mount,
        @Bindable(defaultValue = "gatehouse") String key,
        @Bindable(defaultValue = "") String token,
        @Bindable(defaultValue = "") String roleId,
        @Bindable(defaultValue = "") String secretId,
        @Bindable(defaultValue = "2s") Duration timeout) {

    @Override
    public String toString() {
        return "TransitConfig[address=%s, mount=%s, key=%s]".formatted(address, mount, key);
    }
}

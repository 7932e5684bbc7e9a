package org.gatehouse.vault.kms;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The master keys of this process.
 *
 * @param masterKeys {@code id:base64[,id:base64]}, the first writes; empty when another provider is used alone
 * @param masterKeysFile the file they came from; it is read again when it has changed
 */
@ConfigurationProperties("gatehouse.vault.local")
record LocalConfig(
        @Bindable(defaultValue = "") String masterKeys,
        @Bindable(defaultValue = "") String masterKeysFile) {

    @Override
    public String toString() {
        return "LocalConfig[masterKeys=[secret]]";
    }
}

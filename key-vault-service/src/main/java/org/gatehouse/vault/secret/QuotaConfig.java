package org.gatehouse.vault.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/**
 * How much one owner may keep.
 *
 * @param secretsPerOwner of all kinds together
 */
@ConfigurationProperties("gatehouse.vault.quota")
record QuotaConfig(@Bindable(defaultValue = "50") int secretsPerOwner) {

    /** The answer to one secret too many. */
    static PublicError reached(int limit) {
        return PublicError.of(ErrorKind.CONFLICT, "No more than " + limit + " secrets are kept for one user.");
    }

    QuotaConfig {
        if (secretsPerOwner < 1) {
            throw new SettingException("GATEHOUSE_VAULT_SECRETS_PER_OWNER", "must be at least 1");
        }
    }
}

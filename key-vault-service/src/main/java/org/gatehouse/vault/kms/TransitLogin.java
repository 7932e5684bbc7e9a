package org.gatehouse.vault.kms;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.kms.TransitClient.Answer;
import org.jspecify.annotations.Nullable;

/** The token for the transit engine: a fixed one, or one from an AppRole that is fetched anew before it ends. */
final class TransitLogin {

    private final TransitConfig config;
    private final TransitClient client;
    private final InstantSource clock;

    private @Nullable String roleToken;
    private Instant renewAt = Instant.MIN;

    TransitLogin(TransitConfig config, TransitClient client, InstantSource clock) {
        this.config = config;
        this.client = client;
        this.clock = clock;
        if (config.token().isBlank()
                && (config.roleId().isBlank() || config.secretId().isBlank())) {
            throw new SettingException(
                    "GATEHOUSE_VAULT_TRANSIT_TOKEN",
                    "or GATEHOUSE_VAULT_TRANSIT_ROLE_ID and GATEHOUSE_VAULT_TRANSIT_SECRET_ID must be set");
        }
    }

    synchronized String token() {
        if (!config.token().isBlank()) {
            return config.token();
        }
        if (roleToken == null || !clock.instant().isBefore(renewAt)) {
            roleToken = login();
        }
        return roleToken;
    }

    /** After a refusal: a token of an AppRole may have been revoked. True when another try makes sense. */
    synchronized boolean forget(String refused) {
        if (!config.token().isBlank()) {
            return false;
        }
        if (refused.equals(roleToken)) {
            roleToken = null;
        }
        return true;
    }

    private String login() {
        Answer answer = client.post(
                "auth/approle/login", Map.of("role_id", config.roleId(), "secret_id", config.secretId()), null);
        JsonNode auth = answer.isOk() ? answer.body().get("auth") : null;
        JsonNode token = auth == null ? null : auth.get("client_token");
        if (auth == null || token == null || !token.isString()) {
            throw new KeyServiceUnavailable("Vault refused the AppRole login: " + answer.errors());
        }
        JsonNode lease = auth.get("lease_duration");
        long seconds = lease != null && lease.isNumber() ? lease.getLongValue() : 0;
        renewAt =
                clock.instant().plus(Duration.ofSeconds(seconds).multipliedBy(3).dividedBy(4));
        return token.getStringValue();
    }
}

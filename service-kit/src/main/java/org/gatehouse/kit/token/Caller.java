package org.gatehouse.kit.token;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who a verified token speaks for; its name is the account's id, or the service's client id. */
public sealed interface Caller extends Principal {

    Set<Permission> permissions();

    String tokenId();

    Instant issuedAt();

    Instant expiresAt();

    /**
     * An account, by a login session or by one of its API keys.
     *
     * @param models the models the key may use; empty means all
     * @param authentication how and when its owner proved who they are
     */
    record User(
            UUID accountId,
            Set<String> roles,
            Set<Permission> permissions,
            Optional<UUID> sessionId,
            Optional<UUID> keyId,
            Set<String> models,
            KeyLimits limits,
            Authentication authentication,
            String tokenId,
            Instant issuedAt,
            Instant expiresAt)
            implements Caller {

        public User {
            roles = Set.copyOf(roles);
            permissions = Set.copyOf(permissions);
            models = Set.copyOf(models);
        }

        @Override
        public String getName() {
            return accountId.toString();
        }

        public boolean mayUseModel(String id) {
            return models.isEmpty() || models.contains(id);
        }
    }

    /**
     * One of our own services.
     *
     * @param permissions those of the account it acts for; none when it calls for itself
     * @param actingFor the account it acts for, as auth-service has attested; empty when it calls for itself
     */
    record Service(
            String clientId,
            Set<Permission> permissions,
            Optional<UUID> actingFor,
            String tokenId,
            Instant issuedAt,
            Instant expiresAt)
            implements Caller {

        public Service {
            permissions = Set.copyOf(permissions);
        }

        @Override
        public String getName() {
            return clientId;
        }
    }
}

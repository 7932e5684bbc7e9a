package org.gatehouse.auth.apiclient;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.apikey.ClientKeys;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.revocation.Revocations;
import org.gatehouse.auth.sql.Sql;

/** Changes a client's terms, gives it a new key or removes it, and takes back at once the tokens that say otherwise. */
@Singleton
final class ChangeClient {

    private final ClientRepository clients;
    private final Accounts accounts;
    private final ClientKeys keys;
    private final Revocations revocations;
    private final Audit audit;
    private final Sql sql;

    ChangeClient(
            ClientRepository clients,
            Accounts accounts,
            ClientKeys keys,
            Revocations revocations,
            Audit audit,
            Sql sql) {
        this.clients = clients;
        this.accounts = accounts;
        this.keys = keys;
        this.revocations = revocations;
        this.audit = audit;
        this.sql = sql;
    }

    /** Empty when there is no such client. */
    Optional<ApiClient> change(UUID id, ClientTerms terms) {
        return sql.together(() -> clients.find(id).map(client -> {
            var account = accounts.lock(new AccountId(id)).orElseThrow();
            accounts.replace(account.with(terms.name(), account.roles(), account.active()));
            clients.describe(id, terms.description());
            keys.change(account.id(), terms.name(), terms.permissions(), terms.requestsPerMinute());
            record(
                    AuditType.CLIENT_CHANGED,
                    client,
                    Map.of("name", terms.name(), "permissions", terms.permissionsInWords()));
            revocations.account(id);
            return clients.find(id).orElseThrow();
        }));
    }

    /** Empty when there is no such client; its old key is refused from now on. */
    Optional<CreateClient.Created> regenerate(UUID id) {
        return sql.together(() -> clients.find(id).map(client -> {
            var key = keys.replace(new AccountId(id));
            record(AuditType.CLIENT_KEY_REGENERATED, client, Map.of());
            return new CreateClient.Created(clients.find(id).orElseThrow(), key);
        }));
    }

    /** False when there is no such client. */
    boolean delete(UUID id) {
        return sql.together(() -> {
            var client = clients.find(id);
            client.ifPresent(each -> {
                accounts.delete(new AccountId(id));
                record(AuditType.CLIENT_DELETED, each, Map.of());
                revocations.account(id);
            });
            return client.isPresent();
        });
    }

    private void record(AuditType type, ApiClient client, Map<String, String> details) {
        audit.record(AuditEvent.of(type, client.owner()).about(client.id()).with(details));
    }
}

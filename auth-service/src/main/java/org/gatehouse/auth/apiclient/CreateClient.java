package org.gatehouse.auth.apiclient;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.auth.account.OpenServiceAccount;
import org.gatehouse.auth.apikey.ClientKeys;
import org.gatehouse.auth.audit.Audit;
import org.gatehouse.auth.audit.AuditEvent;
import org.gatehouse.auth.audit.AuditType;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.auth.sql.Sql;

/** Makes a client with its account and its key. */
@Singleton
final class CreateClient {

    private final ClientRepository clients;
    private final OpenServiceAccount openServiceAccount;
    private final ClientKeys keys;
    private final Audit audit;
    private final Sql sql;

    CreateClient(
            ClientRepository clients, OpenServiceAccount openServiceAccount, ClientKeys keys, Audit audit, Sql sql) {
        this.clients = clients;
        this.openServiceAccount = openServiceAccount;
        this.keys = keys;
        this.audit = audit;
        this.sql = sql;
    }

    /** The permissions asked for must be among the owner's. */
    Created create(UUID owner, ClientTerms terms) {
        return sql.together(() -> {
            var account = openServiceAccount.open(terms.name());
            clients.add(account.id().value(), owner, terms.description());
            var key = keys.issue(account.id(), terms.name(), terms.permissions(), terms.requestsPerMinute());
            audit.record(AuditEvent.of(AuditType.CLIENT_CREATED, owner)
                    .about(account.id().value())
                    .with(Map.of("name", terms.name(), "permissions", terms.permissionsInWords())));
            return new Created(clients.find(account.id().value()).orElseThrow(), key);
        });
    }

    record Created(ApiClient client, Secret key) {}
}

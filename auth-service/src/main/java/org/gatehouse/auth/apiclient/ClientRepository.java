package org.gatehouse.auth.apiclient;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.auth.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Clients, whose names are those of their accounts and whose terms are those of their keys. */
@Singleton
final class ClientRepository {

    private final Sql sql;

    ClientRepository(Sql sql) {
        this.sql = sql;
    }

    void add(UUID id, UUID owner, @Nullable String description) {
        sql.change("insert into client (id, owner_id, description) values (?, ?, ?)", id, owner, description);
    }

    List<ApiClient> all() {
        return sql.list(ApiClient.SELECT + " order by a.created_at, c.id limit 1000", ApiClient::read);
    }

    Optional<ApiClient> find(UUID id) {
        return sql.one(ApiClient.SELECT + " where c.id = ?", ApiClient::read, id);
    }

    void describe(UUID id, @Nullable String description) {
        sql.change("update client set description = ? where id = ?", description, id);
    }
}

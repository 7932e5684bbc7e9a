package org.gatehouse.auth.account;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An account as it is shown when it has been opened. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Account")
record AccountView(UUID id, String name, String email, List<String> roles, Instant createdAt) {

    static AccountView of(Account account) {
        return new AccountView(
                account.id().value(),
                account.name(),
                account.email().value(),
                account.roles().stream().map(Role::wire).toList(),
                account.createdAt());
    }
}

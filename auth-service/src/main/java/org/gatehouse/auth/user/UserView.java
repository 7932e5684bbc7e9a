package org.gatehouse.auth.user;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.Role;

/** An account as its owner and administrators see it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "User")
record UserView(
        UUID id,

        @Schema(description = "What one logs in with; of a local account its e-mail address")
        String username,

        String email,
        String name,
        List<String> roles,
        boolean enabled,

        @Schema(description = "local, or where the account logs in")
        String identityProvider,

        Instant createdAt) {

    static UserView of(Account account) {
        return new UserView(
                account.id().value(),
                account.login().username(),
                account.email().value(),
                account.name(),
                account.roles().stream().map(Role::wire).toList(),
                account.active(),
                account.login().provider().wire(),
                account.createdAt());
    }

    /** Some of them. */
    @Serdeable
    @Schema(name = "UserList")
    record Listing(List<UserView> data) {}
}

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

        @Schema(description = "The e-mail address: what one logs in with")
        String username,

        String email,
        String name,
        List<String> roles,
        boolean enabled,
        Instant createdAt) {

    static UserView of(Account account) {
        return new UserView(
                account.id().value(),
                account.email().value(),
                account.email().value(),
                account.name(),
                account.roles().stream().map(Role::wire).toList(),
                account.active(),
                account.createdAt());
    }

    /** Some of them. */
    @Serdeable
    @Schema(name = "UserList")
    record Listing(List<UserView> data) {}
}

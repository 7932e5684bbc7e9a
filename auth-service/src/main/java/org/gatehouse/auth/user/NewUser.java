package org.gatehouse.auth.user;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** The body with which an administrator opens an account. */
@Serdeable
@Schema(
        name = "NewUser",
        example =
                "{\"name\": \"Ada Lovelace\", \"email\": \"ada@example.org\", \"password\": \"correct horse battery staple\", \"roles\": [\"user\"]}")
record NewUser(
        @Schema(example = "Ada Lovelace") @NotNull String name,
        @Schema(example = "ada@example.org") @NotNull String email,

        @Schema(description = "8 to 128 characters") @NotNull
        Secret password,

        @Schema(description = "user when left out", example = "[\"user\"]") @Nullable @Size(min = 1, max = 3)
        List<@Pattern(regexp = "user|admin|guest") String> roles) {

    List<Role> parsedRoles() {
        return roles == null
                ? List.of(Role.USER)
                : roles.stream()
                        .distinct()
                        .flatMap(each -> Role.parse(each).stream())
                        .toList();
    }
}

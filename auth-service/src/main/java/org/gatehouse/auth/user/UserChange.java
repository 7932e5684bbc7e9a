package org.gatehouse.auth.user;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.gatehouse.auth.secret.Secret;
import org.jspecify.annotations.Nullable;

/** What an administrator changes about an account; what is left out stays. */
@Serdeable
@Schema(name = "UserChange", example = "{\"name\": \"Ada King\", \"roles\": [\"user\"], \"enabled\": true}")
record UserChange(
        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = " *+[^\\p{Cntrl}\\s][^\\p{Cntrl}]*+")
        String name,

        @Schema(example = "[\"user\"]") @Nullable @Size(min = 1, max = 3)
        List<@Pattern(regexp = "user|admin|guest") String> roles,

        @Schema(description = "A disabled account cannot log in, and its tokens and keys are refused") @Nullable
        Boolean enabled,

        @Schema(description = "Ends all sessions of the account") @Nullable
        Secret password) {

    /** Whether more than its name is changed. */
    boolean concernsAccess() {
        return roles != null || enabled != null || password != null;
    }
}

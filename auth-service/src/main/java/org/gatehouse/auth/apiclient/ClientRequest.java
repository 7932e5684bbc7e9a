package org.gatehouse.auth.apiclient;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatehouse.kit.token.Permission;
import org.jspecify.annotations.Nullable;

/** The body that makes a client, or changes one: there what is left out stays. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(
        name = "ClientRequest",
        example =
                "{\"name\": \"nightly report\", \"description\": \"Writes the report\", \"permissions\": [\"read\", \"execute\"], \"requests_per_minute\": 60}")
record ClientRequest(
        @Schema(example = "nightly report")
        @Nullable
        @Size(min = 1, max = 200)
        @Pattern(regexp = " *+[^\\p{Cntrl}\\s][^\\p{Cntrl}]*+")
        String name,

        @Nullable @Size(max = 1000) String description,

        @Schema(description = "Never more than you hold", example = "[\"read\", \"execute\"]") @Nullable @Size(max = 5)
        List<@Pattern(regexp = "read|write|execute|admin|secrets") String> permissions,

        @Nullable @Min(1) Integer requestsPerMinute) {

    /** Empty when something is missing that a new client needs. */
    Optional<ClientTerms> terms() {
        return name == null || permissions == null
                ? Optional.empty()
                : Optional.of(new ClientTerms(
                        name.strip(), description, parsed(permissions), Optional.ofNullable(requestsPerMinute)));
    }

    ClientTerms termsOver(ApiClient client) {
        return new ClientTerms(
                name == null ? client.name() : name.strip(),
                description == null ? client.description().orElse(null) : description,
                parsed(permissions == null ? client.permissions() : permissions),
                requestsPerMinute == null ? client.requestsPerMinute() : Optional.of(requestsPerMinute));
    }

    private static Set<Permission> parsed(List<String> wire) {
        return wire.stream().flatMap(each -> Permission.parse(each).stream()).collect(Collectors.toUnmodifiableSet());
    }
}

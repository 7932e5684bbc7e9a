package org.gatehouse.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.auth.sql.Row;
import org.jspecify.annotations.Nullable;

/** An event as it is stored, and shown to administrators. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "AuditEvent", description = "Something that happened to an account or a credential")
record StoredEvent(
        long sequence,
        Instant at,
        @Schema(example = "login.failed") String type,

        @Schema(description = "Whose account it concerns; null when nobody has it") @JsonInclude @Nullable
        UUID accountId,

        @Schema(description = "Who did it; null when nobody had proved who they are") @JsonInclude @Nullable
        UUID actorId,

        @Schema(description = "The API key they did it with") @JsonInclude @Nullable
        UUID keyId,

        @Schema(description = "The id of the key, client or session concerned") @JsonInclude @Nullable
        String subject,

        @Schema(description = "The client's address, as the edge saw it")
        String address,

        String requestId,
        @JsonInclude Map<String, String> details) {

    static StoredEvent read(Row row) {
        return new StoredEvent(
                row.number("sequence"),
                row.instant("at"),
                row.text("type"),
                row.optionalUuid("account_id").orElse(null),
                row.optionalUuid("actor_id").orElse(null),
                row.optionalUuid("key_id").orElse(null),
                row.optionalText("subject").orElse(null),
                row.text("address"),
                row.text("request_id"),
                details(row.text("details")));
    }

    private static Map<String, String> details(String json) {
        try {
            var details = new TreeMap<String, String>();
            JSONObjectUtils.parse(json).forEach((name, value) -> details.put(name, String.valueOf(value)));
            return details;
        } catch (ParseException e) {
            throw new IllegalStateException("a stored event cannot be read", e);
        }
    }

    /** Some of them. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "AuditEventList")
    record Page(
            List<StoredEvent> data,

            @Schema(description = "What to send as cursor for the next page; null on the last") @JsonInclude @Nullable
            String nextCursor) {}
}

package org.gatehouse.vault.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

@Serdeable.Serializable
@Schema(name = "SecretUse")
record UseView(
        long sequence,
        Instant at,
        String action,
        String actor,
        String secret,
        String purpose,
        @JsonProperty("request_id") String requestId) {

    /**
     * One page, newest first.
     *
     * @param before the cursor of the next page, absent on the last
     */
    @Serdeable.Serializable
    @Schema(name = "SecretUseList")
    record Page(List<UseView> data, @Nullable Long before) {}

    static UseView of(AuditEventRow row) {
        return new UseView(
                row.sequence(),
                row.at(),
                row.action().toLowerCase(Locale.ROOT),
                row.actor(),
                row.subject(),
                row.purpose(),
                row.requestId());
    }
}

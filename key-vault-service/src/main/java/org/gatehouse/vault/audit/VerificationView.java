package org.gatehouse.vault.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Serdeable.Serializable
@Schema(name = "AuditVerification")
record VerificationView(
        boolean intact,
        @Nullable Long chains,
        @Nullable Long rows,
        @Nullable Long anchors,
        @Nullable @JsonProperty("first_broken") FirstBroken firstBroken,
        @Nullable @JsonProperty("broken_anchor") Long brokenAnchor) {

    @Serdeable.Serializable
    @Schema(name = "BrokenAuditEvent")
    record FirstBroken(@JsonProperty("owner_id") UUID ownerId, long sequence) {}

    static VerificationView of(VerifyAudit.Outcome outcome) {
        return switch (outcome) {
            case VerifyAudit.Outcome.Intact(long chains, long rows, long anchors) ->
                new VerificationView(true, chains, rows, anchors, null, null);
            case VerifyAudit.Outcome.Broken(UUID owner, long sequence) ->
                new VerificationView(false, null, null, null, new FirstBroken(owner, sequence), null);
            case VerifyAudit.Outcome.BrokenAnchor(long number) ->
                new VerificationView(false, null, null, null, null, number);
        };
    }
}

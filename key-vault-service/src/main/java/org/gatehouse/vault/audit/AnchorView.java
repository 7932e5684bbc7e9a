package org.gatehouse.vault.audit;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param chains how many chains had grown since the anchor before */
@Serdeable
@Schema(name = "AuditAnchor")
record AnchorView(
        long number, @Nullable Instant at, @Nullable Integer chains, String mac) {

    /**
     * One page, oldest first.
     *
     * @param after the cursor of the next page, absent on the last
     */
    @Serdeable.Serializable
    @Schema(name = "AuditAnchorList")
    record Page(List<AnchorView> data, @Nullable Long after) {}

    static AnchorView of(AnchorRow row) {
        return new AnchorView(row.number(), row.at(), row.chains(), Anchor.spell(row.mac()));
    }
}

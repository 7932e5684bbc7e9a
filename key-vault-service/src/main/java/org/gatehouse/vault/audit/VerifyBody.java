package org.gatehouse.vault.audit;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the audit is to be compared with.
 *
 * @param anchors anchors that were kept outside of the database, as they were listed
 */
@Serdeable.Deserializable
@Schema(name = "KeptAuditAnchors", example = "{\"anchors\": []}")
record VerifyBody(@Nullable List<AnchorView> anchors) {

    List<KeptAnchor> kept() {
        return anchors == null
                ? List.of()
                : anchors.stream()
                        .map(anchor -> new KeptAnchor(anchor.number(), anchor.mac()))
                        .toList();
    }
}

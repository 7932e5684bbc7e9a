package org.gatehouse.chat.spending;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param amount of MOR, as a decimal text: a JSON number would not be exact
 * @param spender the contract's address; by default the one that the configuration names first
 * @param upstream the node's name in the configuration, needed only when there is more than one
 */
@Serdeable.Deserializable
@Schema(name = "SpendingApproval", example = "{\"amount\": \"12.5\"}")
record SpendingBody(
        @Schema(example = "12.5") String amount,
        @Nullable String spender,
        @Nullable String upstream) {

    /** What was done. */
    @Serdeable.Serializable
    @Schema(name = "ApprovedSpending")
    record Approved(
            String upstream,
            String amount,
            @JsonProperty("amount_wei") String amountWei,
            String spender,
            String transaction) {}
}

package org.gatehouse.catalog.listing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of a model as {@link ModelJson} writes it, for the OpenAPI document; a test holds the two together. */
@Schema(name = "Model")
record ListedModel(
        @Schema(description = "the name to send as model") String id,
        @Schema(description = "always model") String object,
        @Schema(description = "Unix seconds") long created,
        @Schema(name = "owned_by") String ownedBy,
        String name,

        @Schema(description = "chat, embedding, speech, transcription or other")
        String type,

        @Schema(name = "context_length") @Nullable Integer contextLength,
        @Nullable Prices pricing,
        List<String> aliases,
        List<String> tags,

        @Schema(description = "available or deprecated") String status,

        @Schema(name = "blockchain_id") @Nullable String blockchainId,
        @Schema(description = "wei") @Nullable String fee,
        @Schema(description = "wei") @Nullable String stake) {

    /** USD per token, exact. */
    @Schema(name = "Pricing")
    record Prices(String prompt, String completion) {}

    /** A list of models. */
    @Schema(name = "ModelList")
    record Page(@Schema(description = "always list") String object, List<ListedModel> data) {}
}

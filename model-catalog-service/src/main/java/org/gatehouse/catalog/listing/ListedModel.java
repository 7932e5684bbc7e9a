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

        @Schema(
                description =
                        "chat, embedding, speech, transcription, image, moderation, rerank or other; suggested by the name where nobody says")
        String type,

        @Schema(name = "context_length") @Nullable Integer contextLength,
        @Nullable Prices pricing,
        List<String> aliases,
        List<String> tags,
        @Nullable Architecture architecture,

        @Schema(
                name = "supported_parameters",
                description = "fields of the request that the model heeds; absent when nobody says")
        @Nullable
        List<String> supportedParameters,

        @Schema(description = "available or deprecated") String status,

        @Schema(name = "shutdown_date", description = "the first day without the model, where it is known") @Nullable
        String shutdownDate,

        @Schema(description = "as relays saw it lately; absent when nobody asked for the model") @Nullable
        Fared health,

        @Schema(name = "blockchain_id") @Nullable String blockchainId,
        @Schema(description = "wei") @Nullable String fee,
        @Schema(description = "wei") @Nullable String stake) {

    /** USD per token, exact. */
    @Schema(name = "Pricing")
    record Prices(String prompt, String completion) {}

    /** What goes in and what comes out; absent when nobody says. */
    @Schema(name = "Architecture")
    record Architecture(
            @Schema(name = "input_modalities") List<String> inputModalities,
            @Schema(name = "output_modalities") List<String> outputModalities) {}

    /** Over all relays and upstreams. */
    @Schema(name = "ModelHealth")
    record Fared(
            @Schema(description = "healthy, degraded or down")
            String status,

            @Schema(name = "time_to_first_token_ms", description = "the median of streamed answers") @Nullable
            Integer timeToFirstTokenMs) {}

    /** A list of models. */
    @Schema(name = "ModelList")
    record Page(@Schema(description = "always list") String object, List<ListedModel> data) {}
}

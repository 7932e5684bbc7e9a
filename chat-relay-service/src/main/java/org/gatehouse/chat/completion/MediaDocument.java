package org.gatehouse.chat.completion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of pictures, sound, moderation and reranking as the OpenAPI document shows them; the relay reads few of their members. */
final class MediaDocument {

    private static final String REST = "Fields not listed here are forwarded to the upstream as they are.";

    private MediaDocument() {}

    @Schema(
            name = "ImageRequest",
            example = "{\"model\": \"gpt-image-1\", \"prompt\": \"A gatehouse at dawn, in ink\"}",
            description = "An OpenAI image request. " + REST,
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Image(
            String model,
            String prompt,

            @Schema(description = "How many pictures") @Nullable
            Integer n,

            @Nullable String size) {}

    @Schema(
            name = "SpeechRequest",
            example = "{\"model\": \"gpt-4o-mini-tts\", \"voice\": \"alloy\", \"input\": \"Hello from the gatehouse\"}",
            description = "An OpenAI speech request. " + REST,
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Speech(
            String model,
            String input,
            @Nullable String voice,
            @Schema(name = "response_format") @Nullable String responseFormat) {}

    @Schema(
            name = "TranscriptionRequest",
            description =
                    "An OpenAI transcription request. A form whose model comes before its file passes as it comes; one with"
                            + " the file first is kept until the model is known. " + REST,
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Transcription(
            String model,
            @Schema(type = "string", format = "binary") String file) {}

    @Schema(
            name = "ModerationRequest",
            example = "{\"model\": \"omni-moderation-latest\", \"input\": \"Hello from the gatehouse\"}",
            description = "An OpenAI moderation request. " + REST,
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Moderation(
            String model,

            @Schema(description = "A text, several, or parts with text and pictures")
            Object input) {}

    @Schema(
            name = "RerankRequest",
            example =
                    "{\"model\": \"rerank-v3.5\", \"query\": \"gatehouse\", \"documents\": [\"a house at a gate\", \"a ship\"]}",
            description = "A rerank request as Cohere, Jina and vLLM take it. " + REST,
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Rerank(
            String model,
            String query,
            List<Object> documents,
            @Schema(name = "top_n") @Nullable Integer topN) {}

    @Schema(
            name = "UpstreamAnswer",
            description = "The upstream's answer as it gave it",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Given(@Nullable Map<String, Object> usage) {}
}

package org.gatehouse.chat.completion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of the Responses surface in the API document; the relay itself never models them. */
final class ResponsesDocument {

    private ResponsesDocument() {}

    @Schema(
            name = "ResponseRequest",
            example = "{\"model\": \"gatehouse/echo\", \"input\": \"Hello from the gatehouse\"}",
            description = "An OpenAI Responses request.",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Request(
            @Schema(description = "The id, name or alias of a model in GET /v1/models", example = "gatehouse/echo")
            String model,

            @Schema(description = "A text, or items") Object input,

            @Nullable String instructions,
            @Nullable Boolean stream,

            @Schema(name = "max_output_tokens", minimum = "1") @Nullable
            Integer maxOutputTokens,

            @Schema(description = "Only false is taken") @Nullable
            Boolean store,

            @Nullable List<Map<String, Object>> tools) {}

    @Schema(
            name = "Response",
            description = "The upstream's response as it gave it, or made of its chat completion",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Response(
            String id,
            String object,
            @Schema(name = "created_at") long createdAt,
            String status,
            String model,
            List<Map<String, Object>> output,
            Map<String, Object> usage) {}
}

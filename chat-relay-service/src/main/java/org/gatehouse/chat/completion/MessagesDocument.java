package org.gatehouse.chat.completion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of Anthropic's surface in the API document; the relay itself never models them. */
final class MessagesDocument {

    private MessagesDocument() {}

    @Schema(
            name = "MessageRequest",
            example =
                    "{\"model\": \"gatehouse/echo\", \"max_tokens\": 50, \"messages\": [{\"role\": \"user\", \"content\": \"Hello from the gatehouse\"}]}",
            description = "An Anthropic message request. Fields not listed here are forwarded to an Anthropic upstream"
                    + " as they are, and left out where the upstream speaks another dialect.",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Request(
            @Schema(description = "The id, name or alias of a model in GET /v1/models", example = "gatehouse/echo")
            String model,

            List<Map<String, Object>> messages,

            @Schema(name = "max_tokens", minimum = "1") Integer maxTokens,

            @Schema(description = "A text, or text blocks") @Nullable
            Object system,

            @Nullable Boolean stream,
            @Nullable List<Map<String, Object>> tools) {}

    @Schema(
            name = "Message",
            description = "The upstream's message as it gave it, or made of its answer",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Message(
            String id,
            String type,
            String role,
            String model,
            List<Map<String, Object>> content,
            @Schema(name = "stop_reason") String stopReason,
            Map<String, Object> usage) {}

    @Schema(name = "TokenCount")
    record Count(@Schema(name = "input_tokens") long inputTokens) {}

    @Schema(name = "AnthropicError")
    record Failed(
            String type,
            Body error,
            @Schema(name = "request_id") String requestId) {

        @Schema(name = "AnthropicErrorBody")
        record Body(String type, String message) {}
    }
}

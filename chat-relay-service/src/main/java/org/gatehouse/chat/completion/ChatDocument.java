package org.gatehouse.chat.completion;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of the API document. The relay itself never models them: what it does not name here passes through untouched. */
final class ChatDocument {

    /** What the errors of the endpoints in OpenAI's dialect say. */
    static final String ERRORS =
            "An error in OpenAI's form. 400: the request is wrong, param names the field; 401: no valid credential;"
                    + " 403: the permission to execute is missing; 404: no such model for this caller; 413: the body is"
                    + " longer than 4 MiB; 429: the upstream is rate limited, Retry-After says for how long; 502: the"
                    + " upstream failed; 503: it is overloaded or not set up; 504: it took too long.";

    private ChatDocument() {}

    @Schema(
            name = "ChatCompletionRequest",
            example =
                    "{\"model\": \"gatehouse/echo\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello from the gatehouse\"}], \"max_tokens\": 50}",
            description =
                    "An OpenAI chat completion request. Fields not listed here are forwarded to the upstream as they are.",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Request(
            @Schema(description = "The id, name or alias of a model in GET /v1/models", example = "gatehouse/echo")
            String model,

            @Schema(description = "The conversation so far, at least one message")
            List<Map<String, Object>> messages,

            @Schema(description = "Whether the answer comes as server-sent events") @Nullable
            Boolean stream,

            @Schema(name = "stream_options") @Nullable StreamOptions streamOptions,

            @Schema(name = "max_tokens", minimum = "1") @Nullable
            Integer maxTokens,

            @Schema(name = "max_completion_tokens", minimum = "1") @Nullable
            Integer maxCompletionTokens,

            @Schema(minimum = "1", maximum = "128") @Nullable
            Integer n,

            @Schema(
                    description =
                            "The caller's own fallbacks, asked in order when the model fails before its first token")
            @Nullable
            List<String> models,

            @Nullable String user) {}

    @Schema(
            name = "CompletionRequest",
            example =
                    "{\"model\": \"gpt-3.5-turbo-instruct\", \"prompt\": \"Hello from the gatehouse\", \"max_tokens\": 50}",
            description =
                    "An OpenAI completion request. Fields not listed here are forwarded to the upstream as they are.",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record TextRequest(
            String model,

            @Schema(description = "A text, several, or their tokens")
            Object prompt,

            @Nullable Boolean stream,
            @Schema(name = "stream_options") @Nullable StreamOptions streamOptions,

            @Schema(name = "max_tokens", minimum = "1") @Nullable
            Integer maxTokens) {}

    @Schema(
            name = "EmbeddingRequest",
            example = "{\"model\": \"text-embedding-3-small\", \"input\": \"Hello from the gatehouse\"}",
            description =
                    "An OpenAI embedding request. Fields not listed here are forwarded to the upstream as they are.",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record EmbeddingRequest(
            String model,

            @Schema(description = "A text, several, or their tokens")
            Object input) {}

    @Schema(
            name = "Embeddings",
            description = "The upstream's answer as it gave it",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Embeddings(
            String object,
            List<Map<String, Object>> data,
            String model,
            @Nullable Tokens usage) {}

    @Schema(name = "StreamOptions")
    record StreamOptions(
            @Schema(name = "include_usage", description = "Whether a last chunk tells the tokens spent") @Nullable
            Boolean includeUsage) {}

    @Schema(
            name = "ChatCompletion",
            description = "The upstream's answer as it gave it",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Completion(
            String id,
            String object,
            long created,
            String model,
            List<Map<String, Object>> choices,
            @Nullable Tokens usage) {}

    @Schema(name = "TokenUsage", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Tokens(
            @Schema(name = "prompt_tokens") long promptTokens,
            @Schema(name = "completion_tokens") long completionTokens,
            @Schema(name = "total_tokens") long totalTokens) {}

    @Schema(name = "OpenAiError")
    record Failed(Body error) {

        @Schema(name = "OpenAiErrorBody")
        record Body(
                String message,
                String type,
                @Nullable String param,
                @Nullable String code) {}
    }
}

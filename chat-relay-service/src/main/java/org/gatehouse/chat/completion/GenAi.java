package org.gatehouse.chat.completion;

import org.gatehouse.chat.request.Endpoint;

/** Names of OpenTelemetry's semantic conventions for generative AI, still in development there: all of them stand here. */
final class GenAi {

    static final String REQUEST_DURATION = "gen_ai.server.request.duration";
    static final String TIME_TO_FIRST_TOKEN = "gen_ai.server.time_to_first_token";
    static final String TIME_PER_OUTPUT_TOKEN = "gen_ai.server.time_per_output_token";
    static final String TOKEN_USAGE = "gen_ai.client.token.usage";

    static final String OPERATION = "gen_ai.operation.name";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String ERROR_TYPE = "error.type";

    private GenAi() {}

    static String operation(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT, RESPONSES, MESSAGES -> "chat";
            case COMPLETIONS -> "text_completion";
            case EMBEDDINGS -> "embeddings";
            case COUNT_TOKENS -> "count_tokens";
            case MODERATIONS -> "moderations";
            case RERANK -> "rerank";
            case IMAGES, SPEECH -> "generate_content";
            case TRANSCRIPTIONS -> "transcription";
        };
    }
}

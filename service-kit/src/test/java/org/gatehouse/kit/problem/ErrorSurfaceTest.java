package org.gatehouse.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorSurfaceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/v1/models",
                "/v1/models/openai/gpt-4o",
                "/v1/embeddings",
                "/v1/responses",
                "/v1/not-known-yet",
                "/v1/",
                "/v1/chats",
                "/v1/keys",
                "/api/v1/chat/completions",
                "/api/v1/models",
                "/api/v1/models/a/b",
            })
    void speaksOpenAiWhereItsClientsAsk(String path) {
        assertThat(ErrorSurface.of(path)).isEqualTo(ErrorSurface.OPENAI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/messages", "/v1/messages/count_tokens", "/api/v1/messages", "/api/v1/messages/batches"})
    void speaksAnthropicWhereItsClientsAsk(String path) {
        assertThat(ErrorSurface.of(path)).isEqualTo(ErrorSurface.ANTHROPIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/v1",
                "/v1x/models",
                "/v1/chat",
                "/v1/chat/",
                "/v1/history",
                "/v1/history/search",
                "/v1/tools",
                "/v1/usage",
                "/v1/key",
                "/api/v1/auth/login",
                "/api/v1/chat",
                "/api/v1/modelsx",
                "/api/v1/state/x",
                "/internal/models",
                "/V1/models",
            })
    void speaksProblemEverywhereElse(String path) {
        assertThat(ErrorSurface.of(path)).isEqualTo(ErrorSurface.PROBLEM);
    }
}

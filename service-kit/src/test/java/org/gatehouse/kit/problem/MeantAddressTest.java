package org.gatehouse.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeantAddressTest {

    @ParameterizedTest
    @CsvSource({
        "/chat/completions,                        /v1/chat/completions",
        "/completions,                             /v1/completions",
        "/embeddings,                              /v1/embeddings",
        "/responses,                               /v1/responses",
        "/messages,                                /v1/messages",
        "/messages/count_tokens,                   /v1/messages/count_tokens",
        "/models,                                  /v1/models",
        "/models/gpt-4o,                           /v1/models/gpt-4o",
        "/v1/v1/chat/completions,                  /v1/chat/completions",
        "/v1/v1/messages,                          /v1/messages",
        "/v1//models,                              /v1/models",
        "/v1//chat/completions,                    /v1/chat/completions",
        "//v1/chat/completions,                    /v1/chat/completions",
        "/v1/chat//completions,                    /v1/chat/completions",
        "/v1/chat/completions/,                    /v1/chat/completions",
        "/v1/chat/completions/chat/completions,    /v1/chat/completions",
        "/v1/chat/completions/v1/chat/completions, /v1/chat/completions",
        "/v1/messages/v1/messages,                 /v1/messages",
        "/openai/v1/chat/completions,              /v1/chat/completions",
        "/anthropic/v1/messages,                   /v1/messages",
        "/v1/api/v1/models,                        /v1/models",
        "/api/chat/completions,                    /v1/chat/completions",
        "/api/v1//messages,                        /v1/messages",
    })
    void isTheOneWithASoundBase(String path, String meant) {
        assertThat(MeantAddress.of(path)).contains(meant);
        assertThat(ErrorSurface.of(path)).isEqualTo(ErrorSurface.of(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/api/v1/messages",
                "/v1/models/a/b",
                "/v1/key",
                "/v1/chat",
                "/v1/responses/resp_1",
                "/admin/models/x",
                "/a//b",
                "//",
                "/",
                "*",
                "",
            })
    void isNoneWhereNothingIsWrongWithTheBase(String path) {
        assertThat(MeantAddress.of(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/a", "/", "/messages", "/v1/v1/chat/completions"})
    void costsLittleHoweverLongThePathIs(String part) {
        assertThat(MeantAddress.of(part.repeat(100_000))).isEmpty();
    }
}

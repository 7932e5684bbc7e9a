package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** openai-java through the edge with an API key, as its maker documents it. */
@ExtendWith(SharedSuite.class)
final class OpenAiLaneIT {
    private final Suite suite;
    private final String key;
    private final OpenAIClient sdk;

    OpenAiLaneIT(Suite suite) {
        this.suite = suite;
        var client = new Client(suite.address());
        this.key = client.newKey();
        this.sdk = client.sdk(key);
    }

    /** What the answer is to look like. */
    record Weather(String city, int degrees) {}

    /** A tool. */
    record AskWeather(String city) {}

    @Test
    void lists() {
        assertThat(sdk.models().list().autoPager().stream().map(model -> model.id()))
                .contains("gatehouse/echo", "mock/large", "claude-mock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock/large", "claude-mock"})
    void chatsAndStreams(String model) {
        var params = chat(model, "mock:chunks=3").build();

        assertThat(text(sdk.chat().completions().create(params))).isEqualTo("word0 word1 word2 ");
        assertThat(text(streamed(params))).isEqualTo("word0 word1 word2 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock/large", "claude-mock"})
    void callsTools(String model) {
        var params = chat(model, "mock:chunks=1,tool").addTool(AskWeather.class).build();

        for (var completion : new ChatCompletion[] {sdk.chat().completions().create(params), streamed(params)}) {
            var call = completion.choices().getFirst().message().toolCalls().orElseThrow();
            assertThat(call.getFirst().asFunction().function().arguments(AskWeather.class))
                    .isEqualTo(new AskWeather("Zürich"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock/large", "claude-mock"})
    void readsAStructuredAnswer(String model) {
        var params = chat(model, "mock:json").responseFormat(Weather.class).build();
        var answer =
                sdk.chat().completions().create(params).choices().getFirst().message();

        assertThat(answer.content()).hasValue(new Weather("Zürich", 7));
        assertThat(suite.upstream().stats().lastBody()).contains("json_schema", "degrees");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answering", "mock/large", "claude-mock"})
    void asksForResponses(String model) {
        var params = ResponseCreateParams.builder()
                .model(model)
                .input("Hi")
                .putAdditionalBodyProperty("user", JsonValue.from("mock:chunks=2"))
                .build();
        var message = sdk.responses().create(params).output().getLast().asMessage();

        assertThat(message.content().getFirst().asOutputText().text()).isEqualTo("word0 word1 ");
        try (var stream = sdk.responses().createStreaming(params)) {
            assertThat(stream.stream().toList().getLast().isCompleted()).isTrue();
        }
    }

    @Test
    void learnsThatNoResponseIsStored() {
        assertThatThrownBy(() -> sdk.responses().retrieve("resp_1"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("not stored here");
        assertThatThrownBy(() -> sdk.responses().delete("resp_1"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("not stored here");
    }

    @Test
    void embeds() {
        var params = EmbeddingCreateParams.builder()
                .model("mock-embedding")
                .input("a")
                .build();

        assertThat(sdk.embeddings().create(params).data().getFirst().embedding())
                .hasSize(3);
    }

    @Test
    void raisesTheRightClasses() {
        assertThatThrownBy(() -> streamed(chat("none", "").build())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> streamed(chat("mock/large", "mock:status=400").build()))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> streamed(chat("mock/large", "mock:status=429").build()))
                .isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> streamed(chat("mock/large", "mock:status=500").build()))
                .isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> new Client(suite.address())
                        .sdk("sk-gh-nonsense")
                        .models()
                        .list())
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void retriesAsItAlwaysDoes() {
        OpenAIClient retrying = sdk.withOptions(options -> options.maxRetries(2));
        suite.upstream().reset();

        assertThatThrownBy(() -> retrying.chat()
                        .completions()
                        .create(chat("mock/large", "mock:status=503").build()))
                .isInstanceOf(InternalServerException.class);
        assertThat(suite.upstream().stats().requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock/large", "claude-mock"})
    void stopsTheUpstreamWhenItAborts(String model) {
        suite.upstream().reset();
        try (var stream = sdk.chat()
                .completions()
                .createStreaming(chat(model, "mock:chunks=500,gap=20").build())) {
            assertThat(stream.stream().findFirst()).isPresent();
        }

        assertThat(suite.upstream().awaitLeft().open()).isZero();
    }

    private ChatCompletion streamed(ChatCompletionCreateParams params) {
        var all = ChatCompletionAccumulator.create();
        try (var stream = sdk.chat().completions().createStreaming(params)) {
            stream.stream().forEach(all::accumulate);
        }
        return all.chatCompletion();
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    private static ChatCompletionCreateParams.Builder chat(String model, String script) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Say hello")
                .putAdditionalBodyProperty("user", JsonValue.from(script));
    }
}

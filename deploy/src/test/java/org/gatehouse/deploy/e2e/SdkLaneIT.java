package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Metadata;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.InternalServerException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDKs through the edge with an API key, each as its maker documents it. */
@ExtendWith(SharedSuite.class)
final class SdkLaneIT {
    private final Suite suite;
    private final Client client;
    private final String key;

    SdkLaneIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
        this.key = client.newKey();
    }

    record Weather(String city, int degrees) {}

    @ParameterizedTest
    @ValueSource(strings = {"claude-mock", "mock/large", "gatehouse/echo"})
    void anthropicCreatesAndStreamsMessagesOfEveryUpstream(String model) {
        Message whole = anthropic(key).messages().create(message(model, "mock:chunks=2"));
        var accumulator = MessageAccumulator.create();
        try (var stream = anthropic(key).messages().createStreaming(message(model, "mock:chunks=2"))) {
            stream.stream().forEach(accumulator::accumulate);
        }

        assertThat(whole.content()).hasSize(1);
        assertThat(accumulator.message().content().getFirst().asText().text())
                .isEqualTo(whole.content().getFirst().asText().text());
    }

    @Test
    void anthropicRaisesItsOwnExceptions() {
        assertThatThrownBy(() -> anthropic("sk-gh-nonsense").messages().create(message("claude-mock", "")))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("401");
        assertThatThrownBy(() -> anthropic(key).messages().create(message("no-such-model", "")))
                .isInstanceOf(NotFoundException.class);
        var refused = client.send("POST", "/v1/messages", null, "{}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("error").path("type").asText()).isEqualTo("authentication_error");
        assertThat(refused.header("request-id")).isEqualTo(refused.header("x-request-id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"answering", "mock/large", "claude-mock"})
    void openAiAsksForResponses(String model) {
        var params = ResponseCreateParams.builder()
                .model(model)
                .input("Hi")
                .putAdditionalBodyProperty("user", JsonValue.from("mock:chunks=2"))
                .build();
        var response = client.sdk(key).responses().create(params);

        assertThat(response.output()
                        .getLast()
                        .asMessage()
                        .content()
                        .getFirst()
                        .asOutputText()
                        .text())
                .isEqualTo("word0 word1 ");
        try (var stream = client.sdk(key).responses().createStreaming(params)) {
            assertThat(stream.stream().toList().getLast().isCompleted()).isTrue();
        }
    }

    @Test
    void openAiEmbeds() {
        var created = client.sdk(key)
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("mock-embedding")
                        .input("a")
                        .build());

        assertThat(created.data().getFirst().embedding()).hasSize(3);
    }

    @Test
    void openAiSendsASchemaForAStructuredAnswer() {
        var params = ChatCompletionCreateParams.builder()
                .model("mock/large")
                .addUserMessage("The weather as JSON")
                .putAdditionalBodyProperty("user", JsonValue.from("mock:chunks=1"))
                .responseFormat(Weather.class)
                .build();
        client.sdk(key).chat().completions().create(params);

        assertThat(suite.upstream().stats().lastBody()).contains("json_schema", "degrees");
    }

    @Test
    void openAiRetriesAsItAlwaysDoes() {
        OpenAIClient retrying = client.sdk(key).withOptions(options -> options.maxRetries(2));
        suite.upstream().reset();

        assertThatThrownBy(() -> retrying.chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model("mock/large")
                                .addUserMessage("Hi")
                                .putAdditionalBodyProperty("user", JsonValue.from("mock:status=503"))
                                .build()))
                .isInstanceOf(InternalServerException.class);
        assertThat(suite.upstream().stats().requests()).isEqualTo(3);
    }

    @Test
    void anAbortedStreamStopsTheUpstreamInEitherDialect() {
        for (String model : new String[] {"mock/large", "claude-mock"}) {
            suite.upstream().reset();
            try (var stream = anthropic(key).messages().createStreaming(message(model, "mock:chunks=500,gap=20"))) {
                assertThat(stream.stream().findFirst()).isPresent();
            }
            Eventually.within(
                    Duration.ofSeconds(2),
                    "no stream is open",
                    () -> suite.upstream().stats().open() == 0);
        }
    }

    private static MessageCreateParams message(String model, String script) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(1_000)
                .metadata(Metadata.builder().userId(script).build())
                .addUserMessage("Say hello")
                .build();
    }

    private AnthropicClient anthropic(String apiKey) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(suite.address().toString())
                .apiKey(apiKey)
                .maxRetries(0)
                .build();
    }
}

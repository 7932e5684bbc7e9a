package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Metadata;
import com.anthropic.models.messages.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** anthropic-java through the edge with an API key, as its maker documents it. */
@ExtendWith(SharedSuite.class)
final class AnthropicLaneIT {
    private final Suite suite;
    private final Client client;
    private final String key;

    AnthropicLaneIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
        this.key = client.newKey();
    }

    /** What the answer is to look like. */
    record Weather(String city, int degrees) {}

    @ParameterizedTest
    @ValueSource(strings = {"claude-mock", "mock/large", "gatehouse/echo"})
    void createsAndStreamsMessagesOfEveryUpstream(String model) {
        Message whole = sdk().messages().create(message(model, "mock:chunks=2").build());

        assertThat(whole.content()).hasSize(1);
        assertThat(streamed(message(model, "mock:chunks=2").build())
                        .content()
                        .getFirst()
                        .asText()
                        .text())
                .isEqualTo(whole.content().getFirst().asText().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-mock", "mock/large"})
    void callsTools(String model) {
        var params = message(model, "mock:chunks=1,tool")
                .addTool(Tool.builder()
                        .name("weather")
                        .inputSchema(Tool.InputSchema.builder().build())
                        .build())
                .build();

        for (Message message : new Message[] {sdk().messages().create(params), streamed(params)}) {
            assertThat(message.content().getLast().asToolUse()._input().toString())
                    .isEqualTo("{city=Zürich}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-mock", "mock/large"})
    void readsAStructuredAnswer(String model) {
        var params = message(model, "mock:json").outputConfig(Weather.class).build();
        var answer = sdk().messages().create(params).content().getFirst().asText();

        assertThat(answer.text()).isEqualTo(new Weather("Zürich", 7));
        assertThat(suite.upstream().stats().lastBody()).contains("json_schema", "degrees");
    }

    @Test
    void raisesItsOwnExceptions() {
        assertThatThrownBy(() -> sdk("sk-gh-nonsense")
                        .messages()
                        .create(message("claude-mock", "").build()))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("401");
        assertThatThrownBy(() -> streamed(message("no-such-model", "").build())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(
                        () -> streamed(message("claude-mock", "mock:status=400").build()))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(
                        () -> streamed(message("mock/large", "mock:status=429").build()))
                .isInstanceOf(RateLimitException.class);
        var refused = client.send("POST", "/v1/messages", null, "{}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("error").path("type").asText()).isEqualTo("authentication_error");
        assertThat(refused.header("request-id")).isEqualTo(refused.header("x-request-id"));
    }

    @Test
    void retriesAsItAlwaysDoes() {
        suite.upstream().reset();

        assertThatThrownBy(() -> sdk().withOptions(options -> options.maxRetries(2))
                        .messages()
                        .create(message("claude-mock", "mock:status=503").build()))
                .isInstanceOf(InternalServerException.class);
        assertThat(suite.upstream().stats().requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-mock", "mock/large"})
    void stopsTheUpstreamWhenItAborts(String model) {
        suite.upstream().reset();
        try (var stream = sdk().messages()
                .createStreaming(message(model, "mock:chunks=500,gap=20").build())) {
            assertThat(stream.stream().findFirst()).isPresent();
        }

        assertThat(suite.upstream().awaitLeft().open()).isZero();
    }

    private Message streamed(MessageCreateParams params) {
        var all = MessageAccumulator.create();
        try (var stream = sdk().messages().createStreaming(params)) {
            stream.stream().forEach(all::accumulate);
        }
        return all.message();
    }

    private static MessageCreateParams.Builder message(String model, String script) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(1_000)
                .metadata(Metadata.builder().userId(script).build())
                .addUserMessage("Say hello");
    }

    private AnthropicClient sdk() {
        return sdk(key);
    }

    private AnthropicClient sdk(String apiKey) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(suite.address().toString())
                .apiKey(apiKey)
                .maxRetries(0)
                .build();
    }
}

package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Metadata;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import java.util.stream.Collectors;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's official SDK, unmodified, in front of upstreams of its own and of OpenAI's dialect. */
class AnthropicSdkIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @ValueSource(strings = {"claude", "mock/large"})
    void createsAMessage(String model) {
        Message message =
                client().messages().create(params(model, "mock:chunks=3").build());

        assertThat(text(message)).isEqualTo("word0 word1 word2 ");
        assertThat(message.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(message.usage().outputTokens()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "mock/large", "gatehouse/echo"})
    void streamsAMessage(String model) {
        Message message = stream(params(model, "mock:chunks=3"));

        assertThat(text(message)).isEqualTo(model.equals("gatehouse/echo") ? "Say something" : "word0 word1 word2 ");
        assertThat(message.usage().outputTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "mock/large"})
    void callsAToolStreamedOrNot(String model) {
        MessageCreateParams.Builder params = params(model, "mock:chunks=2,tool")
                .addTool(Tool.builder()
                        .name("weather")
                        .inputSchema(Tool.InputSchema.builder().build())
                        .build());
        for (Message message : new Message[] {client().messages().create(params.build()), stream(params)}) {
            assertThat(message.stopReason()).hasValue(StopReason.TOOL_USE);
            var use = message.content().getLast().asToolUse();
            assertThat(use.name()).isEqualTo("weather");
            assertThat(use._input().toString()).isEqualTo("{city=Zürich}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "mock/large"})
    void countsTokens(String model) {
        var counted = client().messages()
                .countTokens(MessageCountTokensParams.builder()
                        .model(model)
                        .addUserMessage("Say something")
                        .build());

        assertThat(counted.inputTokens()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "cut", "mid-frame", "clean-mid-frame", "reset-after", "garbage", "error-event"})
    void meetsABrokenStreamAsAnException(String how) {
        for (String model : new String[] {"claude", "mock/large"}) {
            assertThatThrownBy(() -> stream(params(model, "mock:chunks=4,break=" + how)))
                    .isInstanceOf(AnthropicException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "mock/large"})
    void raisesTheRightClassForEachError(String model) {
        assertThatThrownBy(() -> stream(params("unknown", ""))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> stream(params(model, "mock:status=400"))).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> stream(params(model, "mock:status=429"))).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> stream(params(model, "mock:status=500"))).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() ->
                        client("nonsense").messages().create(params(model, "").build()))
                .isInstanceOf(UnauthorizedException.class);
    }

    private static Message stream(MessageCreateParams.Builder params) {
        var accumulator = MessageAccumulator.create();
        try (var stream = client().messages().createStreaming(params.build())) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .collect(Collectors.joining());
    }

    private static MessageCreateParams.Builder params(String model, String script) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(100)
                .metadata(Metadata.builder().userId(script).build())
                .addUserMessage("Say something");
    }

    private static AnthropicClient client() {
        return client(relay.token());
    }

    /** The service itself takes bearer tokens; keys in x-api-key are the edge's concern. */
    private static AnthropicClient client(String token) {
        return AnthropicOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + relay.port())
                .authToken(token)
                .putHeader(TestIssuer.EDGE_HEADER, relay.edgeToken())
                .maxRetries(0)
                .build();
    }
}

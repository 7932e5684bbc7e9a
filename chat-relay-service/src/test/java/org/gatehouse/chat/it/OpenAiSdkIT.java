package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.List;
import java.util.stream.Collectors;
import org.gatehouse.testing.issuer.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDK, unmodified, as the client. */
class OpenAiSdkIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @Test
    void completes() {
        var completion = client().chat()
                .completions()
                .create(params("mock/large", "mock:chunks=3").build());

        assertThat(completion.choices().getFirst().message().content()).contains("word0 word1 word2 ");
        assertThat(completion.usage())
                .hasValueSatisfying(
                        usage -> assertThat(usage.completionTokens()).isEqualTo(3));
    }

    @Test
    void streams() {
        List<ChatCompletionChunk> chunks = stream(params("mock/large", "mock:chunks=3"));

        assertThat(text(chunks)).isEqualTo("word0 word1 word2 ");
        assertThat(chunks).noneMatch(chunk -> chunk.usage().isPresent());
    }

    @Test
    void streamsWithUsage() {
        List<ChatCompletionChunk> chunks = stream(params("mock/large", "mock:chunks=3")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build()));

        assertThat(chunks.getLast().usage())
                .hasValueSatisfying(
                        usage -> assertThat(usage.completionTokens()).isEqualTo(3));
    }

    @Test
    void streamsTheEcho() {
        assertThat(text(stream(params("gatehouse/echo", "")))).isEqualTo("Say something");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "cut", "mid-frame", "clean-mid-frame", "reset-after", "garbage", "error-frame"})
    void meetsABrokenStreamAsAnException(String how) {
        assertThatThrownBy(() -> stream(params("mock/large", "mock:chunks=4,break=" + how)))
                .isInstanceOf(OpenAIException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "error-null", "empty-data", "crlf", "comments", "multiline", "no-end", "hold"})
    void readsWhatTheRelayMended(String oddity) {
        assertThat(text(stream(params("mock/large", "mock:chunks=2,break=" + oddity))))
                .isEqualTo("word0 word1 ");
    }

    @Test
    void raisesTheRightClassForEachError() {
        assertThatThrownBy(() -> stream(params("unknown", ""))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> stream(params("mock/large", "mock:status=400")))
                .isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> stream(params("mock/large", "mock:status=429")))
                .isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> stream(params("mock/large", "mock:status=401")))
                .isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> client("nonsense")
                        .chat()
                        .completions()
                        .create(params("mock/large", "").build()))
                .isInstanceOf(UnauthorizedException.class);
    }

    private static List<ChatCompletionChunk> stream(ChatCompletionCreateParams.Builder params) {
        try (var stream = client().chat().completions().createStreaming(params.build())) {
            return stream.stream().toList();
        }
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .collect(Collectors.joining());
    }

    private static ChatCompletionCreateParams.Builder params(String model, String script) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .putAdditionalBodyProperty("user", JsonValue.from(script))
                .addUserMessage("Say something");
    }

    private static OpenAIClient client() {
        return client(relay.token());
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + relay.port() + "/v1")
                .apiKey(key)
                .putHeader(TestIssuer.EDGE_HEADER, relay.edgeToken())
                .maxRetries(0)
                .build();
    }
}

package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that its upstream broke off never looks complete to the official SDK. */
@ExtendWith(SharedSuite.class)
final class BrokenStreamIT {
    private final Client client;

    BrokenStreamIT(Suite suite) {
        this.client = new Client(suite.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "cut", "mid-frame", "clean-mid-frame", "reset-after", "error-frame"})
    void aBrokenStreamIsAnErrorInTheSdk(String how) {
        var params = ChatCompletionCreateParams.builder()
                .model("mock-small")
                .addUserMessage("Hi")
                .putAdditionalBodyProperty("user", JsonValue.from("mock:chunks=10,gap=2,break=" + how))
                .build();
        var chunks = new AtomicInteger();

        assertThatThrownBy(() -> {
                    var completions = client.sdk(client.newKey()).chat().completions();
                    try (var stream = completions.createStreaming(params)) {
                        stream.stream().forEach(chunk -> chunks.incrementAndGet());
                    }
                })
                .isInstanceOf(com.openai.errors.OpenAIException.class);
        assertThat(chunks.get()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("org.gatehouse.deploy.e2e.Way#all")
    void aStreamThatComesByteByByteIsTheSameStream(Way way) {
        var key = client.newKey();
        var whole = client.send("POST", way.path(), key, way.body(true, "mock:chunks=3"));
        var bytes = client.send("POST", way.path(), key, way.body(true, "mock:chunks=3,break=bytes"));

        assertThat(whole.body()).contains("word0 ", "word2 ");
        assertThat(sameIds(bytes.body())).isEqualTo(sameIds(whole.body()));
    }

    /** Translated answers have an id and a time of their own; responses repeat what was asked. */
    private static String sameIds(String body) {
        return body.replace(",break=bytes", "")
                .replaceAll("[0-9a-f]{32}", "ID")
                .replaceAll("\"created(_at)?\":\\d+", "TIME");
    }
}

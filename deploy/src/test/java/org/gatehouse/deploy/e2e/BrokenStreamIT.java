package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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
}

package org.gatehouse.chat.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SseFramesTest {

    private static final String PAYLOAD = "{\"a\":1}";

    @ParameterizedTest
    @ValueSource(strings = {"message_start", "response.output_text.delta", "x"})
    void namesAnEvent(String name) {
        assertThat(event(name)).isEqualTo("event: " + name + "\ndata: " + PAYLOAD + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x\ndata: [DONE]",
                "x\r\ndata: 1",
                "x\n\nevent: error",
                "with space",
                "Capital",
                "naïve",
                "x1",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void givesNoNameThatCouldBeMoreThanThat(String name) {
        assertThat(event(name)).isEqualTo("data: " + PAYLOAD + "\n\n");
    }

    private static String event(String name) {
        return SseFrames.event(name, PAYLOAD.getBytes(StandardCharsets.UTF_8)).toString(StandardCharsets.UTF_8);
    }
}

package org.gatehouse.chat.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.sse.SseFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class JoinedAnswerTest {

    private final JoinedAnswer answer = new JoinedAnswer(Endpoint.CHAT);

    @Test
    void putsPiecesTogether() {
        delta("{\"role\":\"assistant\",\"content\":\"a\"}");
        delta("{\"content\":\"b\",\"reasoning_content\":\"r\"}");
        delta("{\"tool_calls\":[{\"index\":0,\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}");
        delta(
                "{\"content\":null,\"reasoning_content\":\"s\",\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}");
        JsonNode message = whole().path("choices").path(0).path("message");

        assertThat(message.path("content").asText()).isEqualTo("ab");
        assertThat(message.path("reasoning_content").asText()).isEqualTo("rs");
        assertThat(message.path("tool_calls")
                        .path(0)
                        .path("function")
                        .path("arguments")
                        .asText())
                .isEqualTo("{}");
    }

    @Test
    void takesTheLastOfWhatIsNoText() {
        delta("{\"x\":\"a\"}");
        delta("{\"x\":\"b\"}");
        delta("{\"x\":1}");
        delta("{\"x\":\"c\"}");
        delta("{\"x\":\"d\"}");

        assertThat(whole().path("choices").path(0).path("message").path("x").asText())
                .isEqualTo("cd");
    }

    /** Each piece is taken once: to write all that was said before anew for each would take hours. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void takesManyPiecesInTimeInProportion() {
        for (int i = 0; i < 300_000; i++) {
            delta("{\"content\":\"twenty characters at \"}");
        }

        assertThat(whole().path("choices")
                        .path(0)
                        .path("message")
                        .path("content")
                        .asText())
                .hasSize(300_000 * 21);
    }

    private void delta(String delta) {
        String chunk = "{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
        answer.frame(SseFrames.data(chunk.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode whole() {
        return answer.joined();
    }
}

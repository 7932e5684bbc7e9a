package org.gatehouse.chat.upstream.morpheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFilterTest {

    private static final String CHUNK =
            "data: {\"choices\":[{\"delta\":{\"content\":\"a \\\"usage_from_x\\\" b\"}}]}\n\n";
    private static final String CONTROL =
            "data: provider failed, failover enabled\n\ndata: new session opened: 0x12\n\n";
    private static final String LAST =
            "data: {\"choices\":[],\"usage_from_provider\":{\"prompt_tokens\":3,\"completion_tokens\":4},\"id\":1,\"usage_from_consumer\":{}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void leavesTheNodesOwnWordsOutAtEverySplitPoint() {
        byte[] stream = (CHUNK + CONTROL + CHUNK + LAST + DONE).getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second += 7) {
                var run = new Run();
                assertThat(run.feed(stream, first, second)).isNull();
                assertThat(run.text())
                        .as("split at %d and %d", first, second)
                        .isEqualTo(CHUNK + CHUNK + "data: {\"choices\":[],\"id\":1}\n\n" + DONE);
                assertThat(run.usage).containsExactly(new Usage(3, 4, Usage.Source.REPORTED));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"provider request failed\"}",
                "{\"error\":\"x\"}\n",
                "{\"error\":\"x\"}\n\n",
                "\n{\"error\":\"x\"}",
                " {\"error\":\"x\"}",
                "data: [DO\n{\"error\":\"x\"}",
            })
    void noticesAnAppendedErrorAtEverySplitPoint(String error) {
        byte[] stream = (CHUNK + error).getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                assertThat(new Run().feed(stream, first, second))
                        .as("split at %d and %d", first, second)
                        .isEqualTo("an error was appended to the answer");
            }
        }
    }

    @Test
    void passesCommentsAndBrokenFramesOnToWhoeverReadsThem() {
        var run = new Run();
        byte[] stream = ": ping\n\ndata: {\"cut\n\ndata: {\"a\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(run.feed(stream, 3, 9)).isNull();
        assertThat(run.text()).isEqualTo(": ping\n\ndata: {\"cut\n\ndata: {\"a\":1}");
    }

    @Test
    void holdsNoMoreThanOneEventMayTake() {
        var run = new Run();
        String why = null;
        for (int i = 0; i < 5 && why == null; i++) {
            why = run.filter.add(Unpooled.wrappedBuffer(new byte[1024 * 1024]));
        }
        assertThat(why).isEqualTo("an event is too long");
        run.filter.release();
    }

    private static final class Run {

        private final List<String> out = new ArrayList<>();
        private final List<Usage> usage = new ArrayList<>();
        private final StreamFilter filter = new StreamFilter(this::take, usage::add);

        private void take(ByteBuf frame) {
            out.add(frame.toString(StandardCharsets.UTF_8));
            frame.release();
        }

        private @Nullable String feed(byte[] stream, int first, int second) {
            String broken = null;
            int[] cuts = {0, first, second, stream.length};
            for (int i = 0; i < 3 && broken == null; i++) {
                broken = filter.add(Unpooled.wrappedBuffer(Arrays.copyOfRange(stream, cuts[i], cuts[i + 1])));
            }
            broken = broken == null ? filter.end() : broken;
            filter.release();
            return broken;
        }

        private String text() {
            return String.join("", out);
        }
    }
}

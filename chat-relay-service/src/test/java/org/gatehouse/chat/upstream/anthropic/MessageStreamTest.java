package org.gatehouse.chat.upstream.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream cut anywhere is read alike, and cut short anywhere it is not complete. */
class MessageStreamTest {

    private static final String STREAM = """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","type":"message","usage":{"input_tokens":3,"cache_read_input_tokens":2,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Zürich \\n\\n event: error"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsTheSameWhereverTheReadsFall(String lineEnd) {
        byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            var heard = new Heard();
            var stream = new MessageStream(heard, new UpstreamErrors(null));
            Outcome first = stream.add(Unpooled.copiedBuffer(bytes, 0, cut));
            Outcome outcome = first instanceof Outcome.Open
                    ? stream.add(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut))
                    : first;
            // A CR at the very end waits for its LF, which the end of the stream stands for.
            Outcome last = outcome instanceof Outcome.Open ? stream.end() : outcome;

            assertThat(last).as("cut at %d", cut).isInstanceOf(Outcome.Done.class);
            assertThat(heard.text.toString().replace("\r\n", "\n").replace('\r', '\n'))
                    .isEqualTo(STREAM);
            assertThat(heard.usage).isEqualTo(new Usage(5, 9, Usage.Source.REPORTED));
            stream.release();
        }
    }

    @Test
    void isNotCompleteWhenItEndsBeforeTheReasonForItsEnd() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        int told = STREAM.substring(0, STREAM.indexOf("event: message_stop")).getBytes(StandardCharsets.UTF_8).length;
        for (int end = 0; end < told - 2; end++) {
            var heard = new Heard();
            var stream = new MessageStream(heard, new UpstreamErrors(null));
            Outcome outcome = stream.add(Unpooled.copiedBuffer(bytes, 0, end));
            outcome = outcome instanceof Outcome.Open ? stream.end() : outcome;

            assertThat(outcome).as("ended at %d", end).isInstanceOf(Outcome.Failed.class);
            assertThat(heard.text).doesNotContain("message_stop");
            stream.release();
        }
    }

    private static final class Heard implements Answer {

        private final StringBuilder text = new StringBuilder();
        private Usage usage = Usage.NONE;

        @Override
        public void frame(ByteBuf frame) {
            text.append(frame.toString(StandardCharsets.UTF_8));
            frame.release();
        }

        @Override
        public void usageFrame(ByteBuf frame) {
            frame(frame);
        }

        @Override
        public void usage(Usage spent) {
            usage = spent;
        }

        @Override
        public void said(Said more) {}

        @Override
        public void flush() {}

        @Override
        public void whole(byte[] body) {}

        @Override
        public void done() {}

        @Override
        public void failed(Failure failure) {}
    }
}

package org.gatehouse.chat.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingAnswerTest {

    private final List<Object> heard = new ArrayList<>();

    private final class Client implements Answer {

        @Override
        public void frame(ByteBuf frame) {
            heard.add(frame);
        }

        @Override
        public void usageFrame(ByteBuf frame) {
            heard.add(frame);
        }

        @Override
        public void usage(Usage usage) {
            heard.add(usage);
        }

        @Override
        public void said(Said more) {
            heard.add(more);
        }

        @Override
        public void dropped(Collection<String> names) {
            heard.addAll(names);
        }

        @Override
        public void flush() {
            heard.add("flush");
        }

        @Override
        public void whole(byte[] body) {
            heard.add(body);
        }

        @Override
        public void done() {
            heard.add("done");
        }

        @Override
        public void failed(Failure failure) {
            heard.add(failure);
        }
    }

    @Test
    void losesNothingOfWhatAnUpstreamSays() {
        Answer between = new ForwardingAnswer(new Client());
        ByteBuf frame = Unpooled.buffer(0);
        ByteBuf usageFrame = Unpooled.buffer(0);
        byte[] whole = {};
        Said said = new Said("id", "model", List.of("stop"));
        Failure failure = Failure.broken("for the test");

        between.frame(frame);
        between.usageFrame(usageFrame);
        between.usage(Usage.NONE);
        between.said(said);
        between.dropped(List.of("top_k"));
        between.flush();
        between.whole(whole);
        between.done();
        between.failed(failure);

        assertThat(heard)
                .containsExactly(frame, usageFrame, Usage.NONE, said, "top_k", "flush", whole, "done", failure);
    }
}

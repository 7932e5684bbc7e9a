package org.gatehouse.chat.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseFramerTest {

    private static final int LIMIT = 1_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"a\":1}\n\ndata: [DONE]\n\n",
                "data: {\"a\":1}\r\n\r\n: ping\r\n\r\ndata:x\r\n\r\n",
                "data: a\r\rdata: b\r\r",
                "event: x\nid: 1\ndata: a\ndata: b\n\n\n\n: c\n\nretry: 3\n\n",
                "data: mixed\r\n\ndata: ends\n\r\ndata: \u00e9\u20ac\ud83d\ude00\n\n",
                "data: unfinished\n\ndata: tail",
                "\n\r\n\rdata: after blank lines\n\n",
            })
    void cutsTheSameFramesAtEverySplitPoint(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<String> whole = cut(bytes, bytes.length, bytes.length);

        assertThat(String.join("", whole)).isEqualTo(stream);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(cut(bytes, first, second))
                        .as("split at %d and %d", first, second)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void cutsTheSameFramesByteByByte() {
        byte[] bytes = "data: {\"a\":1}\r\n\r\ndata: b\n\ndata: c\r\rdata: d\n\n".getBytes(StandardCharsets.UTF_8);
        var framer = new SseFramer(LIMIT);
        var frames = new ArrayList<String>();
        for (byte b : bytes) {
            framer.add(buffer(new byte[] {b}));
            drain(framer, frames);
        }

        assertThat(frames).containsExactly("data: {\"a\":1}\r\n\r\n", "data: b\n\n", "data: c\r\r", "data: d\n\n");
        assertThat(framer.rest()).isNull();
    }

    @Test
    void handsAFrameOnAsSoonAsItsBlankLineIsThere() {
        var framer = new SseFramer(LIMIT);
        framer.add(text("data: a\n"));
        assertThat(framer.next()).isNull();
        framer.add(text("\n"));

        assertThat(string(framer.next())).isEqualTo("data: a\n\n");
    }

    @Test
    void doesNotCopyAFrameThatIsWholeInOneRead() {
        ByteBuf read = text("data: a\n\n");
        var framer = new SseFramer(LIMIT);
        framer.add(read);

        assertThat(framer.next()).isSameAs(read);
        read.release();
    }

    @Test
    void tellsWhenAFrameOutgrowsTheLimit() {
        var framer = new SseFramer(10);
        framer.add(text("data: 012345"));
        assertThat(framer.next()).isNull();

        assertThat(framer.overlong()).isTrue();
        framer.release();
    }

    @Test
    void leaksNoBuffer() {
        ByteBuf first = ByteBufAllocator.DEFAULT.buffer().writeBytes(bytes("data: a\n\ndata: b"));
        ByteBuf second = ByteBufAllocator.DEFAULT.buffer().writeBytes(bytes("\n\ndata: c"));
        var framer = new SseFramer(LIMIT);
        var frames = new ArrayList<String>();
        framer.add(first);
        drain(framer, frames);
        framer.add(second);
        drain(framer, frames);
        framer.release();

        assertThat(frames).containsExactly("data: a\n\n", "data: b\n\n");
        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
    }

    private static List<String> cut(byte[] bytes, int first, int second) {
        var framer = new SseFramer(LIMIT);
        var frames = new ArrayList<String>();
        int from = 0;
        for (int to : new int[] {first, second, bytes.length}) {
            byte[] part = new byte[to - from];
            System.arraycopy(bytes, from, part, 0, part.length);
            framer.add(buffer(part));
            drain(framer, frames);
            from = to;
        }
        ByteBuf rest = framer.rest();
        if (rest != null) {
            frames.add(string(rest));
        }
        return frames;
    }

    private static void drain(SseFramer framer, List<String> frames) {
        for (ByteBuf frame = framer.next(); frame != null; frame = framer.next()) {
            frames.add(string(frame));
        }
    }

    private static String string(@Nullable ByteBuf frame) {
        String text = Objects.requireNonNull(frame).toString(StandardCharsets.UTF_8);
        frame.release();
        return text;
    }

    private static ByteBuf text(String text) {
        return buffer(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuf buffer(byte[] bytes) {
        return Unpooled.buffer(Math.max(1, bytes.length)).writeBytes(bytes);
    }
}

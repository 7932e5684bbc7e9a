package org.gatehouse.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A frame of our own in the middle of another would break the client's stream. */
class FramesTest {

    private final Frames frames = new Frames();

    private static ByteBuf frame(int head, int payload, boolean masked) {
        var bytes = Unpooled.buffer().writeByte(head);
        int mask = masked ? 0x80 : 0;
        if (payload < 126) {
            bytes.writeByte(mask | payload);
        } else if (payload < 65536) {
            bytes.writeByte(mask | 126).writeShort(payload);
        } else {
            bytes.writeByte(mask | 127).writeLong(payload);
        }
        return bytes.writeZero(payload + (masked ? 4 : 0));
    }

    static Stream<ByteBuf> allKinds() {
        return Stream.of(0, 1, 125, 126, 300, 65535, 65536, 70000)
                .flatMap(length -> Stream.of(frame(0x81, length, false), frame(0x02, length, true)));
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void endWhereTheirHeadSaysWhereverTheBytesAreCut(ByteBuf frame) {
        for (int cut = 1; cut < Math.min(frame.readableBytes(), 20); cut++) {
            frames.saw(frame.slice(0, cut));
            assertThat(frames.atEnd()).as("after %d", cut).isFalse();
            frames.saw(frame.slice(cut, frame.readableBytes() - cut));
            assertThat(frames.atEnd()).as("cut at %d", cut).isTrue();
        }
    }

    @Test
    void theRestOfTheFrameUnderWayIsToldFromTheNext() {
        var two = Unpooled.wrappedBuffer(frame(0x81, 300, false), frame(0x81, 5, false));
        frames.saw(two.readSlice(10));

        assertThat(frames.sawToEnd(two)).isEqualTo(294);
        assertThat(frames.atEnd()).isTrue();
    }

    @Test
    void aLengthThatCannotBeHasNoEnd() {
        frames.saw(
                Unpooled.buffer().writeByte(0x82).writeByte(127).writeLong(-1).writeZero(100));

        assertThat(frames.atEnd()).isFalse();
        assertThat(frames.sawToEnd(Unpooled.buffer().writeZero(7))).isEqualTo(7);
    }
}

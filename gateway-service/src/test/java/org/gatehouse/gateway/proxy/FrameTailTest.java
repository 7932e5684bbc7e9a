package org.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTailTest {

    private static boolean endsFrame(String stream, int split) {
        var tail = new FrameTail();
        tail.saw(Unpooled.copiedBuffer(stream.substring(0, split), US_ASCII));
        tail.saw(Unpooled.copiedBuffer(stream.substring(split), US_ASCII));
        return tail.endsFrame();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "data: 1\n\n", "data: 1\r\n\r\n", "data: 1\r\r", "data: 1\n\r\n", ": ping\n\n\n", "\n\n"})
    void knowsTheEndOfAFrameAtEverySplit(String stream) {
        for (int split = 0; split <= stream.length(); split++) {
            assertThat(endsFrame(stream, split)).as("split at %d", split).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d",
                "data: 1",
                "data: 1\n",
                "data: 1\r\n",
                "data: 1\r",
                "data: 1\n\nx",
                "data: 1\n\ndata: 2\n",
                "\r\n.\r\n"
            })
    void knowsThatAFrameIsNotAtItsEndAtEverySplit(String stream) {
        for (int split = 0; split <= stream.length(); split++) {
            assertThat(endsFrame(stream, split)).as("split at %d", split).isFalse();
        }
    }
}

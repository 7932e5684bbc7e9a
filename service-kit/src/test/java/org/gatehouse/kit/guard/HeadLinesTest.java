package org.gatehouse.kit.guard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the network cuts what comes, the same is seen of it. */
final class HeadLinesTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final String LENGTH = "POST / HTTP/1.1\r\ncontent-LENGTH: 12\r\nHost: here\r\n\r\n\r\n folded\r\n\r";
    private static final String CHUNKED =
            "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n\r\n folded\r\n0\r\n\r\n";
    private static final String FOLDED = "GET / HTTP/1.1\r\nHost: here\r\nX: a\r\n b\r\n\r\n";
    private static final String FOLDED_BY_A_TAB = "GET / HTTP/1.1\r\nHost: here\r\nX: a\r\n\tb\r\n\r\n";

    private final HeadLines lines = new HeadLines();
    private final List<Boolean> folded = new ArrayList<>();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(lines, new HttpRequestDecoder(), new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    if (message instanceof HttpRequest) {
                        folded.add(lines.headDecoded());
                    }
                    if (message instanceof LastHttpContent) {
                        lines.requestDecoded();
                    }
                    ReferenceCountUtil.release(message);
                }
            });

    private void read(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private static void atEverySplit(String text, boolean... expected) {
        for (int split = 0; split <= text.length(); split++) {
            var test = new HeadLinesTest();
            test.read(text.substring(0, split));
            test.read(text.substring(split));
            assertThat(test.folded).as("split at " + split).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(test.folded.get(i))
                        .as("split at " + split + ", head " + i)
                        .isEqualTo(expected[i]);
            }
            assertThat(test.lines.atBoundary()).as("split at " + split).isTrue();
            test.channel.finishAndReleaseAll();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, LENGTH, CHUNKED, "\r\n" + GET})
    void seesNoFoldWhereThereIsNone(String request) {
        atEverySplit(request, false);
        atEverySplit(request + GET, false, false);
        atEverySplit(GET + request, false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {FOLDED, FOLDED_BY_A_TAB})
    void seesWhichHeadIsFolded(String request) {
        atEverySplit(request, true);
        atEverySplit(GET + request, false, true);
        atEverySplit(LENGTH + request, false, true);
        atEverySplit(GET + GET + request + GET, false, false, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, LENGTH, CHUNKED})
    void seesThatTheNextHeadHasBegun(String before) {
        for (int length = 1; length < GET.length(); length++) {
            var test = new HeadLinesTest();
            test.read(before + GET.substring(0, length));
            assertThat(test.lines.atBoundary()).as(length + " characters").isFalse();
            test.channel.finishAndReleaseAll();
        }
    }
}

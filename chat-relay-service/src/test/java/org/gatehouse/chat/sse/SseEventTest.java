package org.gatehouse.chat.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.sse.SseEvent.Blank;
import org.gatehouse.chat.sse.SseEvent.Comment;
import org.gatehouse.chat.sse.SseEvent.Data;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseEventTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {}\n\n",
                "data:{}\n\n",
                "data: {}\r\n\r\n",
                "data: {}\r\r",
                "data: {}",
                ": c\ndata: {}\n\n"
            })
    void readsOneDataLine(String frame) {
        assertThat(SseEvent.of(frame(frame))).isInstanceOfSatisfying(Data.class, data -> {
            assertThat(data.payload()).asString().isEqualTo("{}");
            assertThat(data.plain()).isTrue();
        });
    }

    @Test
    void joinsDataLinesByLf() {
        assertThat(SseEvent.of(frame("data: {\"a\":\ndata: 1\ndata: }\n\n")))
                .isInstanceOfSatisfying(
                        Data.class,
                        data -> assertThat(data.payload()).asString().isEqualTo("{\"a\":\n1\n}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: 7\ndata: {}\n\n",
                "event: message\ndata: {}\n\n",
                "retry: 3\ndata: {}\n\n",
                "bogus\ndata: {}\n\n"
            })
    void doesNotLetOtherFieldsPassAsTheyAre(String frame) {
        assertThat(SseEvent.of(frame(frame)))
                .isInstanceOfSatisfying(
                        Data.class, data -> assertThat(data.plain()).isFalse());
    }

    @Test
    void namesTheEvent() {
        assertThat(SseEvent.of(frame("event: error\ndata: {}\n\n")))
                .isInstanceOfSatisfying(
                        Data.class, data -> assertThat(data.event()).isEqualTo("error"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "id: 7\n\n", "event: ping\n\n", "retry: 3\n\n", "data:\n\n", "data: \n\n", "data\n\n"})
    void blanksWhatBreaksClients(String frame) {
        assertThat(SseEvent.of(frame(frame))).isInstanceOf(Blank.class);
    }

    @Test
    void knowsAComment() {
        assertThat(SseEvent.of(frame(": ping\n\n"))).isInstanceOf(Comment.class);
    }

    @Test
    void knowsTheEndMarker() {
        assertThat(SseEvent.of(frame("data: [DONE]\n\n")))
                .isInstanceOfSatisfying(
                        Data.class,
                        data -> assertThat(SseEvent.isDone(data.payload())).isTrue());
    }

    @Test
    void writesAPayloadAsOneLine() {
        assertThat(SseFrames.data("{\n\"a\":1}".getBytes(StandardCharsets.UTF_8))
                        .toString(StandardCharsets.UTF_8))
                .isEqualTo("data: { \"a\":1}\n\n");
    }

    private static io.netty.buffer.ByteBuf frame(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}

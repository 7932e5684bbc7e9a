package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answer as it should be, for a {@link Breakage} to spoil.
 *
 * @param headers without those that frame the body
 * @param stream whether it is streamed
 * @param parts the frames of a stream in their order, or the only part of a whole answer
 */
record Good(String headers, boolean stream, List<Part> parts) {

    private static final String STOP_REASON = "\"(?:finish|stop)_reason\":\"";

    /** What comes after a pause. */
    record Part(int pauseMillis, String text) {

        void send(Wire wire) throws IOException {
            wire.pause(pauseMillis);
            wire.chunk(text);
        }

        Part with(String otherText) {
            return new Part(pauseMillis, otherText);
        }
    }

    Good {
        parts = List.copyOf(parts);
    }

    /** What {@code answering} sends. */
    static Good of(Answering answering) throws IOException {
        var recorder = new Recorder();
        answering.answer(recorder);
        return recorder.recorded();
    }

    /** Gives an answer. */
    @FunctionalInterface
    interface Answering {
        void answer(Wire wire) throws IOException;
    }

    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    Good with(List<Part> otherParts) {
        return new Good(headers, stream, otherParts);
    }

    Good with(Part... oneOrMore) {
        return with(List.of(oneOrMore));
    }

    Good withHeaders(String otherHeaders) {
        return new Good(otherHeaders, stream, parts);
    }

    Good edited(UnaryOperator<String> edit) {
        return with(
                parts.stream().map(part -> part.with(edit.apply(part.text()))).toList());
    }

    Good followedBy(String text) {
        return with(Stream.concat(parts.stream(), Stream.of(new Part(0, text))).toList());
    }

    /** A stream with something between its two halves, or a whole answer replaced by it. */
    Good interrupted(String frame, String whole) {
        return stream
                ? with(Stream.concat(firstHalf().followedBy(frame).parts().stream(), secondHalf().parts().stream())
                        .toList())
                : with(new Part(0, whole));
    }

    /** Half of the frames, or half of the only part. */
    Good firstHalf() {
        return parts.size() > 1
                ? with(parts.subList(0, middle()))
                : with(parts.getFirst().with(text().substring(0, text().length() / 2)));
    }

    Good secondHalf() {
        return parts.size() > 1
                ? with(parts.subList(middle(), parts.size()))
                : with(parts.getFirst().with(text().substring(text().length() / 2)));
    }

    private int middle() {
        return parts.size() / 2;
    }

    /** Without the frame that says that the stream is over. */
    Good withoutEnd() {
        return stream ? with(parts.subList(0, parts.size() - 1)) : this;
    }

    /** Without the reason why the answer ended; frames that are there for it alone are left out. */
    Good withoutReason() {
        if (!stream) {
            return edited(text -> text.replaceAll(STOP_REASON + "[a-z_]+\"", "\"finish_reason\":null"));
        }
        var rest = new ArrayList<>(parts);
        rest.removeIf(part ->
                part.text().replaceAll(STOP_REASON, "").length() < part.text().length());
        return with(rest);
    }

    Good onlyEnd() {
        return with(parts.getLast());
    }

    void send(Wire wire) throws IOException {
        if (stream) {
            sendChunked(wire);
        } else {
            wire.whole(200, headers, bytes());
        }
    }

    void sendChunked(Wire wire) throws IOException {
        begin(wire);
        wire.lastChunk();
    }

    /** Sends all but the last chunk. */
    void begin(Wire wire) throws IOException {
        wire.begin(headers);
        for (Part part : parts) {
            part.send(wire);
        }
    }

    /** Notes what would be sent. */
    private static final class Recorder implements Wire {

        private final List<Part> parts = new ArrayList<>();
        private String headers = "";
        private boolean stream;
        private int pauseMillis;

        private Good recorded() {
            return new Good(headers, stream, parts);
        }

        @Override
        public void pause(int millis) {
            pauseMillis += millis;
        }

        @Override
        public void whole(int status, String ofWhole, byte[] body) {
            headers = ofWhole;
            chunk(body);
        }

        @Override
        public void begin(String ofStream) {
            headers = ofStream;
            stream = true;
        }

        @Override
        public void chunk(byte[] bytes) {
            parts.add(new Part(pauseMillis, new String(bytes, StandardCharsets.UTF_8)));
            pauseMillis = 0;
        }

        @Override
        public void lastChunk() {}
    }
}

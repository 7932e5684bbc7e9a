package org.gatehouse.chat.upstream.http;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Locale;
import org.gatehouse.chat.upstream.Answer;
import org.jspecify.annotations.Nullable;

/** An answer that is bytes to us: sound, subtitles, pictures. It passes as it comes. */
final class PassedBody implements Body {

    private static final String BYTES = "application/octet-stream";
    private static final int LONGEST_TYPE = 128;
    /** What a browser shows without running any of it. */
    private static final List<String> HARMLESS = List.of(
            "audio/",
            "video/",
            "image/png",
            "image/jpeg",
            "image/webp",
            "application/json",
            "application/x-ndjson",
            "application/x-subrip",
            "application/octet-stream",
            "text/plain",
            "text/vtt",
            "text/event-stream");

    private final Answer answer;

    PassedBody(Answer answer) {
        this.answer = answer;
    }

    /** The type under which it goes out; null for a page, which is never an answer. */
    static @Nullable String type(@Nullable String told) {
        if (told == null || told.length() > LONGEST_TYPE) {
            return BYTES;
        }
        String type = told.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
            return null;
        }
        return HARMLESS.stream().anyMatch(type::startsWith) ? told : BYTES;
    }

    @Override
    public Outcome add(ByteBuf owned) {
        answer.frame(owned);
        return Outcome.OPEN;
    }

    /** Nothing is kept. */
    @Override
    public long memory(int more) {
        return 0;
    }

    @Override
    public Outcome end() {
        return Outcome.DONE;
    }

    @Override
    public void release() {}
}

package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.gatehouse.chat.upstream.http.EventBody;
import org.gatehouse.chat.upstream.http.Outcome;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.gatehouse.chat.upstream.openai.OpenAiObject.Expected;
import org.jspecify.annotations.Nullable;

/**
 * A streamed completion: whole frames pass as they came, those that break clients are mended or left out. It is complete only
 * when every choice gave a good reason for its end, whether or not a marker follows.
 */
final class StreamBody extends EventBody {

    private static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;
    private static final int MAX_TRACKED_CHOICES = 64;

    private final boolean endsWithoutReason;
    private final long all;
    private final AnswerHead head;
    private final ChunkMender mender;
    private Expected expected;
    private long seen;
    private long finished;
    private long texts;
    private boolean usageTold;
    private long thoughts;

    StreamBody(ModelRequest request, boolean endsWithoutReason, Answer answer, UpstreamErrors errors) {
        super(MAX_FRAME_BYTES, answer, errors);
        int choices = request.options().choices();
        this.endsWithoutReason = endsWithoutReason;
        this.all = choices >= MAX_TRACKED_CHOICES ? -1L : (1L << choices) - 1;
        this.expected = request.endpoint() == Endpoint.CHAT ? Expected.CHUNK : Expected.TEXT;
        this.head = new AnswerHead(expected.object(), request.model());
        this.mender = new ChunkMender(head, request.endpoint() == Endpoint.CHAT, request);
    }

    @Override
    protected Outcome marker() {
        if (!begun()) {
            return broken("the stream is empty");
        }
        return endsWithoutReason || (seen != 0 && (seen & ~finished) == 0) ? closed() : broken("no reason for the end");
    }

    @Override
    protected Outcome ended() {
        return begun() && finished == all ? closed() : broken("the stream ended too early");
    }

    private Outcome closed() {
        try {
            mender.closing(Math.max(1, seen) & ~finished).forEach(chunk -> pass(frame(chunk)));
            if (!usageTold && reported().source() == Usage.Source.REPORTED) {
                passUsage(frame(mender.usage(reported())));
            }
            return complete();
        } catch (IOException e) {
            return broken("a tool call that makes no sense");
        }
    }

    @Override
    protected Outcome event(SseEvent.Data data, ByteBuf frame, boolean terminated) throws IOException {
        Chunk chunk = read(data.payload());
        OpenAiObject look = chunk.look();
        ErrorObject error = "error".equals(data.event()) ? errorIn(look, data.payload()) : look.error();
        if (error != null) {
            drop(frame);
            return failed(error);
        }
        note(look);
        if (look.speech().abnormal()) {
            drop(frame);
            return broken("the upstream says that the answer broke off");
        }
        // No chunk: clients take the first of its choices unseen. Or Azure's first, which comes before the answer has a
        // name.
        if (look.usage() == null && (look.choices() < 0 || (look.choices() == 0 && head.id() == null))) {
            return drop(frame);
        }
        boolean endsCalls = look.speech().finished() != 0 && mender.called();
        Outcome outcome = chunk.tree() == null && !look.odd() && !endsCalls && !mender.thinks()
                ? whole(look, data, terminated, frame)
                : mend(chunk, data, terminated, frame);
        texts |= look.speech().texts();
        thoughts |= look.speech().thoughts();
        return outcome;
    }

    /**
     * One chunk.
     *
     * @param tree all of it where it was no JSON as it came, else null
     */
    private record Chunk(OpenAiObject look, @Nullable JsonNode tree) {}

    private Chunk read(byte[] payload) throws IOException {
        try {
            return new Chunk(OpenAiObject.read(payload, expected), null);
        } catch (IOException e) {
            JsonNode tree = JsonTree.ofUpstream(payload);
            return new Chunk(OpenAiObject.read(JsonTree.bytes(tree), expected), tree);
        }
    }

    private static ErrorObject errorIn(OpenAiObject chunk, byte[] payload) {
        return chunk.error() == null ? ErrorObject.of(payload) : chunk.error();
    }

    private void note(OpenAiObject chunk) {
        seen |= chunk.speech().seen();
        finished |= chunk.speech().finished();
        identified(chunk.said());
        said(chunk.speech().pieces());
        spent(chunk.usage(), true);
        usageTold |= chunk.usageTold();
        if (head.id() == null && chunk.said().id() != null) {
            head.take(chunk.said().id(), chunk.said().model());
        }
    }

    private Outcome whole(OpenAiObject chunk, SseEvent.Data data, boolean terminated, ByteBuf frame) {
        if (expected.id() == null && head.id() != null) {
            expected = expected.named(head.id());
        }
        ByteBuf mended = mended(chunk.nullError(), data, terminated, frame);
        return chunk.usageOnly() ? passUsage(mended) : pass(mended);
    }

    private Outcome mend(Chunk chunk, SseEvent.Data data, boolean terminated, ByteBuf frame) throws IOException {
        JsonNode tree = chunk.tree() == null ? JsonTree.object(data.payload()) : chunk.tree();
        List<JsonNode> chunks = mender.mended(tree, texts, thoughts);
        if (chunk.tree() == null && chunks.size() == 1 && chunks.getFirst().equals(tree)) {
            return whole(chunk.look(), data, terminated, frame);
        }
        if (expected.id() == null && head.id() != null) {
            expected = expected.named(head.id());
        }
        drop(frame);
        for (JsonNode one : chunks) {
            if (one.path("choices").isEmpty()) {
                passUsage(frame(one));
            } else {
                pass(frame(one));
            }
        }
        return Outcome.OPEN;
    }

    private static ByteBuf frame(JsonNode chunk) {
        return SseFrames.data(JsonTree.bytes(chunk));
    }

    /** A last frame without its blank line would be lost on clients: it is written anew as well. */
    private static ByteBuf mended(@Nullable Range nullError, SseEvent.Data data, boolean terminated, ByteBuf frame) {
        if (nullError == null && data.plain() && terminated) {
            return frame;
        }
        frame.release();
        byte[] payload = data.payload();
        return SseFrames.data(nullError == null ? payload : OpenAiObject.without(payload, nullError));
    }
}

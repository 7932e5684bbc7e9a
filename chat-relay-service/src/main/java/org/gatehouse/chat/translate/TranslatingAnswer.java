package org.gatehouse.chat.translate;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Generation;
import org.jspecify.annotations.Nullable;

/** Stands between an upstream's answer and the client's, and turns the one into the other event by event. */
final class TranslatingAnswer extends ForwardingAnswer {

    /** An answer is a tree, text, and the bytes of the new one, before it is let go. */
    private static final int COPIES = 3;

    private static final long STEP_BYTES = 64 * 1024;

    private final Conversion conversion;
    private final UnaryOperator<String> clientsWord;
    private final ToClient out;
    private @Nullable Generation source;
    private long drawn;
    private boolean ended;

    TranslatingAnswer(Conversion conversion, UnaryOperator<String> clientsWord, Answer client) {
        super(client);
        this.clientsWord = clientsWord;
        this.conversion = conversion;
        this.out = new ToClient(client);
    }

    /** What to stop when its answer cannot be understood. */
    void comesFrom(Generation generation) {
        source = generation;
    }

    @Override
    public void frame(ByteBuf frame) {
        try {
            if (!ended && SseEvent.of(frame) instanceof SseEvent.Data data) {
                conversion.event(JsonTree.object(data.payload()), out);
                keep();
            }
        } catch (IOException e) {
            broken();
        } finally {
            frame.release();
        }
    }

    /** Draws memory for what is kept, in larger steps than tokens are. */
    private void keep() {
        long kept = COPIES * conversion.keptChars();
        if (kept - drawn >= STEP_BYTES) {
            if (!client.mayHold(kept - drawn)) {
                stop();
                failed(Failure.noMemory());
            }
            drawn = kept;
        }
    }

    @Override
    public void dropped(Collection<String> names) {
        client.dropped(names.stream().map(clientsWord).toList());
    }

    @Override
    public void usageFrame(ByteBuf frame) {
        frame(frame);
    }

    @Override
    public void flush() {
        if (!ended) {
            client.flush();
        }
    }

    @Override
    public void whole(byte[] body) {
        if (ended) {
            return;
        }
        if (!client.mayHold(COPIES * (long) body.length)) {
            failed(Failure.noMemory());
            return;
        }
        try {
            byte[] translated = JsonTree.bytes(conversion.whole(JsonTree.object(body)));
            ended = true;
            client.whole(translated);
        } catch (IOException e) {
            broken();
        }
    }

    @Override
    public void done() {
        if (ended) {
            return;
        }
        try {
            conversion.end(out);
            ended = true;
            client.done();
        } catch (IOException e) {
            broken();
        }
    }

    @Override
    public void failed(Failure failure) {
        if (!ended) {
            ended = true;
            client.failed(failure.naming(param -> clientsWord.apply(member(param))));
        }
    }

    /** Whatever stands further in has other names and other places in the client's dialect. */
    private static String member(String param) {
        int end = 0;
        while (end < param.length() && ".[".indexOf(param.charAt(end)) < 0) {
            end++;
        }
        return param.substring(0, end);
    }

    private void stop() {
        if (source != null) {
            source.cancel();
        }
    }

    private void broken() {
        stop();
        failed(Failure.broken("an answer that cannot be translated"));
    }

    private record ToClient(Answer client) implements Conversion.Out {

        @Override
        public void frame(ByteBuf frame) {
            client.frame(frame);
        }

        @Override
        public void usageFrame(ByteBuf frame) {
            client.usageFrame(frame);
        }
    }
}

package org.gatehouse.chat.upstream.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.gatehouse.chat.count.PromptTokens;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Puts a usage chunk at the end of a stream whose provider sent none: the node counts in members of its own, and some providers
 * do not count at all. What nobody counted is counted here, off the event loop and only for a client that asked for it.
 */
final class UsageChunk extends ForwardingAnswer {

    private final ModelRequest request;
    private final EventLoop loop;
    private final Executor counting;
    private byte @Nullable [] firstChunk;
    private Usage usage = Usage.NONE;
    private boolean sent;

    UsageChunk(Answer client, ModelRequest request, EventLoop loop, Executor counting) {
        super(client);
        this.request = request;
        this.loop = loop;
        this.counting = counting;
    }

    @Override
    public void frame(ByteBuf frame) {
        if (firstChunk == null && SseEvent.of(frame) instanceof SseEvent.Data data) {
            firstChunk = data.payload();
        }
        client.frame(frame);
    }

    @Override
    public void usageFrame(ByteBuf frame) {
        sent = true;
        client.usageFrame(frame);
    }

    @Override
    public void usage(Usage spent) {
        usage = spent;
        client.usage(spent);
    }

    @Override
    public void done() {
        if (sent) {
            client.done();
        } else if (usage.source() == Usage.Source.REPORTED) {
            endWith(usage);
        } else if (request.options().includeUsage()) {
            count();
        } else {
            client.done();
        }
    }

    private void count() {
        Usage pieces = usage;
        try {
            counting.execute(() -> {
                Usage counted = counted(pieces);
                loop.execute(() -> endWith(counted));
            });
        } catch (RejectedExecutionException e) {
            client.done(); // the relay is stopping, and the answer itself is complete
        }
    }

    private Usage counted(Usage pieces) {
        try {
            return new Usage(PromptTokens.of(request.body()), pieces.completionTokens(), Usage.Source.ESTIMATED);
        } catch (IOException e) {
            return pieces;
        }
    }

    private void endWith(Usage spent) {
        byte[] first = firstChunk;
        if (first != null) {
            try {
                client.usageFrame(SseFrames.data(chunk(JsonTree.object(first), spent)));
            } catch (IOException e) {
                throw new IllegalStateException("a chunk that was read before", e);
            }
        }
        client.done();
    }

    /** The same id, time and model as all chunks of the answer have. */
    private static byte[] chunk(JsonNode first, Usage spent) {
        ObjectNode chunk = JsonTree.object();
        for (String field : new String[] {"id", "object", "created", "model"}) {
            if (first.has(field)) {
                chunk.set(field, first.get(field));
            }
        }
        chunk.putArray("choices");
        chunk.putObject("usage")
                .put("prompt_tokens", spent.promptTokens())
                .put("completion_tokens", spent.completionTokens())
                .put("total_tokens", spent.promptTokens() + spent.completionTokens());
        return JsonTree.bytes(chunk);
    }
}

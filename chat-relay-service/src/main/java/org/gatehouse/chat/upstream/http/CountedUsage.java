package org.gatehouse.chat.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.gatehouse.chat.count.PromptTokens;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.sse.SseEvent;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an answer cost where its upstream did not and the client must know: counted here, off the event loop, and marked so
 * in the usage log.
 */
final class CountedUsage extends ForwardingAnswer {

    private final ModelRequest request;
    private final EventLoop loop;
    private final Executor counting;
    private Usage usage = Usage.NONE;
    private Said said = Said.NOTHING;
    private @Nullable JsonNode last;

    CountedUsage(Answer client, ModelRequest request, EventLoop loop, Executor counting) {
        super(client);
        this.request = request;
        this.loop = loop;
        this.counting = counting;
    }

    @Override
    public void usage(Usage spent) {
        usage = spent;
        client.usage(spent);
    }

    @Override
    public void said(Said more) {
        said = said.and(more);
        client.said(more);
    }

    /** Of Responses it is the last event, which should have told it. */
    @Override
    public void usageFrame(ByteBuf frame) {
        if (request.endpoint() != Endpoint.RESPONSES) {
            client.usageFrame(frame);
            return;
        }
        try {
            if (SseEvent.of(frame) instanceof SseEvent.Data data) {
                last = JsonTree.object(data.payload());
            }
        } catch (IOException e) {
            throw new IllegalStateException("an event that was read before", e);
        } finally {
            frame.release();
        }
    }

    @Override
    public void done() {
        if (usage.source() == Usage.Source.REPORTED || !client.wantsUsage() || !tellsItself()) {
            end(usage);
        } else {
            count(null, this::end);
        }
    }

    private boolean tellsItself() {
        return request.endpoint() == Endpoint.CHAT
                || request.endpoint() == Endpoint.COMPLETIONS
                || request.endpoint() == Endpoint.RESPONSES;
    }

    private void end(Usage spent) {
        JsonNode event = last;
        if (event != null) {
            if (spent.source() == Usage.Source.ESTIMATED && event.path("response") instanceof ObjectNode response) {
                put(response, spent);
            }
            client.frame(SseFrames.event(event.path("type").asText(), JsonTree.bytes(event)));
        } else if (spent.source() == Usage.Source.ESTIMATED && client.wantsUsage() && tellsItself()) {
            client.usageFrame(SseFrames.data(JsonTree.bytes(chunk(spent))));
        }
        client.done();
    }

    private ObjectNode chunk(Usage spent) {
        boolean chat = request.endpoint() == Endpoint.CHAT;
        ObjectNode chunk = JsonTree.object()
                .put("id", said.id() == null ? "chatcmpl-usage" : said.id())
                .put("object", chat ? "chat.completion.chunk" : "text_completion")
                .put("created", 0)
                .put("model", said.model() == null ? request.model() : said.model());
        chunk.putArray("choices");
        put(chunk, spent);
        return chunk;
    }

    @Override
    public void whole(byte[] body) {
        boolean untold = usage.source() != Usage.Source.REPORTED && tellsItself();
        if (untold && client.wantsUsage()) {
            count(body, spent -> client.whole(told(body, spent)));
        } else {
            client.whole(body);
        }
    }

    private byte[] told(byte[] body, Usage spent) {
        try {
            ObjectNode answer = (ObjectNode) JsonTree.object(body);
            put(answer, spent);
            return JsonTree.bytes(answer);
        } catch (IOException e) {
            throw new IllegalStateException("an answer that was read before", e);
        }
    }

    private void put(ObjectNode holder, Usage spent) {
        boolean responses = request.endpoint() == Endpoint.RESPONSES;
        ObjectNode told = holder.putObject("usage");
        told.put(responses ? "input_tokens" : "prompt_tokens", spent.promptTokens());
        if (responses) {
            told.putObject("input_tokens_details").put("cached_tokens", 0);
        }
        told.put(responses ? "output_tokens" : "completion_tokens", spent.completionTokens());
        if (responses) {
            told.putObject("output_tokens_details").put("reasoning_tokens", 0);
        }
        told.put("total_tokens", spent.promptTokens() + spent.completionTokens());
    }

    private void count(byte @Nullable [] whole, Consumer<Usage> then) {
        Usage pieces = usage;
        try {
            counting.execute(() -> {
                Usage counted = counted(pieces, whole);
                loop.execute(() -> {
                    usage(counted);
                    then.accept(counted);
                });
            });
        } catch (RejectedExecutionException e) {
            // Too many wait to be counted: the answer is complete, and what was counted so far is told.
            var known = new Usage(pieces.promptTokens(), pieces.completionTokens(), Usage.Source.ESTIMATED);
            then.accept(known);
        }
    }

    private Usage counted(Usage pieces, byte @Nullable [] whole) {
        try {
            long out = whole == null ? pieces.completionTokens() : PromptTokens.ofAnswer(whole);
            return new Usage(PromptTokens.of(request.body()), out, Usage.Source.ESTIMATED);
        } catch (IOException e) {
            return new Usage(0, pieces.completionTokens(), Usage.Source.ESTIMATED);
        }
    }
}

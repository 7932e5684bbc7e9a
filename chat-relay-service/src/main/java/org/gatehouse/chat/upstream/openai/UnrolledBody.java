package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.http.Body;
import org.gatehouse.chat.upstream.http.Outcome;

/** A whole answer that came although a stream was asked for: judged as one, and given as chunks. */
final class UnrolledBody implements Body {

    private final Body whole;
    private final Answer answer;

    UnrolledBody(Body whole, Answer answer) {
        this.whole = whole;
        this.answer = answer;
    }

    @Override
    public Outcome add(ByteBuf owned) {
        return whole.add(owned);
    }

    @Override
    public long memory(int more) {
        return whole.memory(more);
    }

    @Override
    public Outcome end() {
        if (!(whole.end() instanceof Outcome.Whole complete)) {
            return whole.end();
        }
        try {
            JsonNode completion = JsonTree.object(complete.body());
            answer.said(complete.said());
            if (complete.usage() != null) {
                answer.usage(complete.usage());
            }
            completion.path("choices").forEach(choice -> choice(completion, choice));
            if (complete.usage() != null) {
                ObjectNode last = head(completion);
                last.putArray("choices");
                last.set("usage", completion.path("usage"));
                answer.usageFrame(SseFrames.data(JsonTree.bytes(last)));
            }
            return Outcome.DONE;
        } catch (IOException e) {
            return new Outcome.Failed(Failure.broken("the answer is no JSON object"));
        }
    }

    private void choice(JsonNode completion, JsonNode choice) {
        ObjectNode said = choice.deepCopy();
        said.remove("finish_reason");
        said.remove("native_finish_reason");
        ObjectNode end = JsonTree.object();
        end.set("index", choice.path("index"));
        if (said.remove("message") instanceof ObjectNode message) {
            int index = 0;
            for (JsonNode call : message.path("tool_calls")) {
                ((ObjectNode) call).put("index", index++);
            }
            said.set("delta", message);
            end.putObject("delta");
        } else {
            end.put("text", "");
        }
        said.putNull("finish_reason");
        end.set("finish_reason", choice.path("finish_reason"));
        if (choice.has("native_finish_reason")) {
            end.set("native_finish_reason", choice.path("native_finish_reason"));
        }
        chunk(completion, said);
        chunk(completion, end);
    }

    private void chunk(JsonNode completion, ObjectNode choice) {
        ObjectNode chunk = head(completion);
        chunk.putArray("choices").add(choice);
        answer.frame(SseFrames.data(JsonTree.bytes(chunk)));
    }

    private static ObjectNode head(JsonNode completion) {
        boolean chat = completion.path("object").asText().equals("chat.completion");
        ObjectNode chunk = JsonTree.object();
        chunk.set("id", completion.path("id"));
        chunk.put("object", chat ? "chat.completion.chunk" : "text_completion");
        chunk.set("created", completion.path("created"));
        chunk.set("model", completion.path("model"));
        return chunk;
    }

    @Override
    public void release() {
        whole.release();
    }
}

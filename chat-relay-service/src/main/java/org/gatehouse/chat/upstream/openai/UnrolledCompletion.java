package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.sse.SseFrames;
import org.gatehouse.chat.upstream.Answer;

/** A whole completion as chunks: each choice in one, its end in another, and the usage in a last one. */
final class UnrolledCompletion {

    private UnrolledCompletion() {}

    static void unroll(JsonNode completion, boolean usageTold, Answer to) {
        completion.path("choices").forEach(choice -> choice(completion, choice, to));
        if (usageTold) {
            ObjectNode last = head(completion);
            last.putArray("choices");
            last.set("usage", completion.path("usage"));
            to.usageFrame(SseFrames.data(JsonTree.bytes(last)));
        }
    }

    private static void choice(JsonNode completion, JsonNode choice, Answer to) {
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
        chunk(completion, said, to);
        chunk(completion, end, to);
    }

    private static void chunk(JsonNode completion, ObjectNode choice, Answer to) {
        ObjectNode chunk = head(completion);
        chunk.putArray("choices").add(choice);
        to.frame(SseFrames.data(JsonTree.bytes(chunk)));
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
}

package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.upstream.http.Joining;

/** Puts the chunks of a stream together to the whole answer that they are pieces of. */
final class JoinedAnswer extends Joining {

    private final boolean chat;
    private final ObjectNode answer = JsonTree.object();
    private final TreeMap<Integer, ObjectNode> choices = new TreeMap<>();
    /** Members that have come in more than one piece, by the object that they belong to. */
    private final IdentityHashMap<ObjectNode, Map<String, StringBuilder>> texts = new IdentityHashMap<>();

    JoinedAnswer(Endpoint endpoint) {
        this.chat = endpoint == Endpoint.CHAT;
    }

    @Override
    protected JsonNode joined() {
        texts.forEach((holder, members) -> members.forEach((member, text) -> holder.put(member, text.toString())));
        answer.put("object", chat ? "chat.completion" : "text_completion");
        ArrayNode all = JsonTree.array();
        choices.values().forEach(all::add);
        answer.set("choices", all);
        return answer;
    }

    @Override
    protected void add(JsonNode chunk) {
        for (Map.Entry<String, JsonNode> member : chunk.properties()) {
            if (!member.getKey().equals("choices") && !member.getValue().isNull()) {
                answer.set(member.getKey(), member.getValue());
            }
        }
        for (JsonNode part : chunk.path("choices")) {
            int index = part.path("index").asInt();
            choice(choices.computeIfAbsent(index, at -> JsonTree.object().put("index", at)), part);
        }
    }

    private void choice(ObjectNode choice, JsonNode part) {
        for (Map.Entry<String, JsonNode> member : part.properties()) {
            switch (member.getKey()) {
                case "index" -> {}
                case "delta" ->
                    message(
                            choice.path("message") instanceof ObjectNode there ? there : message(choice),
                            member.getValue());
                case "text" -> join(choice, "text", member.getValue());
                default -> {
                    if (!member.getValue().isNull() || !choice.has(member.getKey())) {
                        choice.set(member.getKey(), member.getValue());
                    }
                }
            }
        }
    }

    private static ObjectNode message(ObjectNode choice) {
        return choice.putObject("message").put("role", "assistant").putNull("content");
    }

    private void message(ObjectNode message, JsonNode delta) {
        for (Map.Entry<String, JsonNode> member : delta.properties()) {
            if (member.getKey().equals("tool_calls")) {
                member.getValue().forEach(entry -> call(message, entry));
            } else if (!member.getKey().equals("role")) {
                join(message, member.getKey(), member.getValue());
            }
        }
    }

    private void call(ObjectNode message, JsonNode entry) {
        ArrayNode calls =
                message.path("tool_calls") instanceof ArrayNode there ? there : message.putArray("tool_calls");
        int index = entry.path("index").asInt();
        if (index >= calls.size()) {
            ObjectNode call = entry.deepCopy();
            call.remove("index");
            calls.add(call);
        } else if (calls.get(index).path("function") instanceof ObjectNode function) {
            join(function, "arguments", entry.path("function").path("arguments"));
        }
    }

    /** Texts are pieces of one, lists are parts of one, the last of anything else holds. */
    private void join(ObjectNode holder, String member, JsonNode more) {
        JsonNode before = holder.path(member);
        if (more.isTextual() && before.isTextual()) {
            texts.computeIfAbsent(holder, none -> new HashMap<>())
                    .computeIfAbsent(member, none -> new StringBuilder(before.asText()))
                    .append(more.asText());
        } else if (more.isArray() && before instanceof ArrayNode list) {
            list.addAll((ArrayNode) more);
        } else if (!more.isNull() && !more.isMissingNode()) {
            Map<String, StringBuilder> pieces = texts.get(holder);
            if (pieces != null) {
                pieces.remove(member);
            }
            holder.set(member, more);
        }
    }
}

package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.chat.json.JsonTree;

/** The output of a whole response as one chat message. */
final class WholeMessage {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final ArrayNode calls = JsonTree.array();
    private final ArrayNode annotations = JsonTree.array();
    private final ArrayNode logprobs = JsonTree.array();
    private final Set<String> ids = new HashSet<>();

    WholeMessage(JsonNode output, StopWords stop) {
        for (JsonNode item : output) {
            switch (item.path("type").asText()) {
                case "message" -> message(item);
                case "reasoning" ->
                    thought.append(thought.isEmpty() ? "" : "\n\n").append(Item.thought(item));
                case "function_call" -> call(item);
                default -> {}
            }
        }
        String said = stop.pass(text.toString()) + stop.rest();
        text.setLength(0);
        text.append(said);
        if (stop.met()) {
            calls.removeAll();
        }
    }

    private void message(JsonNode item) {
        text.append(Item.text(item));
        refusal.append(Item.refusal(item));
        annotations.addAll(Item.annotations(item));
        for (JsonNode part : item.path("content")) {
            part.path("logprobs").forEach(logprobs::add);
        }
    }

    private void call(JsonNode item) {
        String id = Item.callId(item);
        while (!ids.add(id)) {
            id = Item.callId(JsonTree.object());
        }
        ObjectNode call = calls.addObject().put("id", id).put("type", "function");
        call.putObject("function")
                .put("name", item.path("name").asText())
                .put("arguments", Item.arguments(item.path("arguments")));
    }

    boolean called() {
        return !calls.isEmpty();
    }

    JsonNode logprobs() {
        return logprobs.isEmpty() ? NullNode.getInstance() : Item.logprobs(logprobs);
    }

    ObjectNode object() {
        ObjectNode message = JsonTree.object().put("role", "assistant");
        boolean silent = text.isEmpty() && (!calls.isEmpty() || !refusal.isEmpty());
        message.put("content", silent ? null : text.toString())
                .put("refusal", refusal.isEmpty() ? null : refusal.toString());
        if (!thought.isEmpty()) {
            message.put("reasoning_content", thought.toString());
        }
        if (!annotations.isEmpty()) {
            message.set("annotations", annotations);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return message;
    }
}

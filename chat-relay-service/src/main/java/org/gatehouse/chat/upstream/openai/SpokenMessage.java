package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;

/**
 * A message, or a part of one, whose content came as a list: the texts in it become its text, thoughts its
 * {@code reasoning_content}, refusals its refusal, and whatever else there is goes to {@code images}, where clients look for pictures.
 */
final class SpokenMessage {

    private final ObjectNode message;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final ArrayNode others = JsonTree.array();

    private SpokenMessage(ObjectNode message) {
        this.message = message;
    }

    /** Makes the content a text, in place. */
    static void mend(ObjectNode message) {
        JsonNode content = message.path("content");
        if (content.isContainerNode()) {
            new SpokenMessage(message).mend(content);
        } else if (content.isNumber() || content.isBoolean()) {
            message.put("content", content.asText());
        }
    }

    private void mend(JsonNode content) {
        if (content.isObject()) {
            part(content);
        } else {
            content.forEach(this::part);
        }
        boolean nothing = text.isEmpty() && (!thought.isEmpty() || !refusal.isEmpty() || !others.isEmpty());
        message.put("content", nothing ? null : text.toString());
        add("reasoning_content", thought);
        add("refusal", refusal);
        if (!others.isEmpty()) {
            JsonNode there = message.path("images");
            message.set("images", there.isArray() ? ((ArrayNode) there).addAll(others) : others);
        }
    }

    private void add(String member, StringBuilder more) {
        if (!more.isEmpty() && message.path(member).asText("").isEmpty()) {
            message.put(member, more.toString());
        }
    }

    private void part(JsonNode part) {
        if (part.isTextual()) {
            text.append(part.asText());
            return;
        }
        switch (part.path("type").asText("text")) {
            case "text", "output_text" -> text.append(words(part.path("text")));
            case "thinking", "reasoning", "reasoning_text", "think" -> thought.append(thought(part));
            case "refusal" -> refusal.append(words(part.path("refusal")));
            default -> others.add(part);
        }
    }

    private static String thought(JsonNode part) {
        for (String member : new String[] {"thinking", "reasoning", "text", "content"}) {
            if (part.hasNonNull(member)) {
                return words(part.path(member));
            }
        }
        return "";
    }

    /** A text, an object that holds one, or a list of these. */
    private static String words(JsonNode value) {
        if (value.isArray()) {
            var all = new StringBuilder();
            value.forEach(one -> all.append(words(one)));
            return all.toString();
        }
        return value.isObject() ? value.path("text").asText(value.path("value").asText("")) : value.asText("");
    }
}

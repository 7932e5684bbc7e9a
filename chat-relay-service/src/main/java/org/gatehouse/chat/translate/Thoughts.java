package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;

/** The thoughts in a chat message or a part of one, under the names that servers have for them. The same is often there twice. */
public final class Thoughts {

    private Thoughts() {}

    /** What can be shown of them; empty when there are none. */
    public static String in(JsonNode message) {
        for (String name : new String[] {"reasoning_content", "reasoning", "thinking", "reasoning_text"}) {
            String text = text(message.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return text(message.path("reasoning_details"));
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            var all = new StringBuilder();
            value.forEach(part -> all.append(text(part)));
            return all.toString();
        }
        if (!value.isObject()) {
            return value.asText("");
        }
        for (String name : new String[] {"text", "summary", "content", "thinking"}) {
            String text = text(value.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}

package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.JsonTree;

/** What one item of a response's output says, and what all of it cost. */
final class Item {

    private Item() {}

    static String text(JsonNode message) {
        return joined(message.path("content"), "output_text", "text");
    }

    static String refusal(JsonNode message) {
        return joined(message.path("content"), "refusal", "refusal");
    }

    /** The summary, or where there is none the thought itself. */
    static String thought(JsonNode reasoning) {
        var all = new StringBuilder();
        for (JsonNode part : reasoning.path("summary")) {
            all.append(all.isEmpty() ? "" : "\n\n").append(part.path("text").asText(""));
        }
        return all.isEmpty() ? joined(reasoning.path("content"), "reasoning_text", "text") : all.toString();
    }

    private static String joined(JsonNode parts, String type, String member) {
        var all = new StringBuilder();
        for (JsonNode part : parts) {
            if (part.path("type").asText(type).equals(type)) {
                all.append(part.path(member).asText(""));
            }
        }
        return all.toString();
    }

    /** Where the text has what it says from, in the chat's form. */
    static ArrayNode annotations(JsonNode message) {
        ArrayNode all = JsonTree.array();
        for (JsonNode part : message.path("content")) {
            for (JsonNode given : part.path("annotations")) {
                if (given.path("type").asText().equals("url_citation")) {
                    ObjectNode citation = given.deepCopy();
                    citation.remove("type");
                    all.addObject().put("type", "url_citation").set("url_citation", citation);
                }
            }
        }
        return all;
    }

    static ObjectNode logprobs(JsonNode tokens) {
        ObjectNode told = JsonTree.object();
        told.set("content", tokens);
        return told.putNull("refusal");
    }

    /** The id by which the call's result will be told; a new one where the server gives none. */
    static String callId(JsonNode call) {
        String id = call.path("call_id").asText("");
        String other = id.isEmpty() ? call.path("id").asText("") : id;
        return other.isEmpty() || other.equals("null")
                ? "call_" + UUID.randomUUID().toString().replace("-", "")
                : other;
    }

    static String arguments(JsonNode given) {
        String text = given.isObject() ? JsonTree.text(given) : given.asText("");
        return text.isBlank() ? "{}" : text;
    }

    static ObjectNode usage(JsonNode usage) {
        long input = Counts.of(usage.path("input_tokens"));
        long output = Counts.of(usage.path("output_tokens"));
        ObjectNode told = JsonTree.object()
                .put("prompt_tokens", input)
                .put("completion_tokens", output)
                .put("total_tokens", input + output);
        told.putObject("prompt_tokens_details")
                .put(
                        "cached_tokens",
                        Counts.of(usage.path("input_tokens_details").path("cached_tokens")));
        told.putObject("completion_tokens_details")
                .put(
                        "reasoning_tokens",
                        Counts.of(usage.path("output_tokens_details").path("reasoning_tokens")));
        return told;
    }
}

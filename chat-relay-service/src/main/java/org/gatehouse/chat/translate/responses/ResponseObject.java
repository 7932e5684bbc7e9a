package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.CachedTokens;
import org.gatehouse.chat.translate.Translation.Context;
import org.jspecify.annotations.Nullable;

/** The response as an object: what was asked for, said again, and what has come of it so far. */
final class ResponseObject {

    private final ObjectNode head = JsonTree.object();
    private final ArrayNode output = JsonTree.array();
    private final JsonNode request;
    private final Context context;

    ResponseObject(JsonNode request, Context context) {
        this.request = request;
        this.context = context;
        head.put("id", id("resp")).put("object", "response").put("created_at", context.createdEpochSeconds());
    }

    static String id(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Items that are complete, in their order. */
    ArrayNode output() {
        return output;
    }

    ObjectNode inProgress() {
        return with("in_progress", null);
    }

    /** The finished response; what broke off at a limit is incomplete. */
    ObjectNode finished(String finishReason, @Nullable JsonNode usage) {
        String why = switch (finishReason) {
            case "length" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> "";
        };
        ObjectNode response = with(why.isEmpty() ? "completed" : "incomplete", usage);
        if (!why.isEmpty()) {
            response.putObject("incomplete_details").put("reason", why);
        }
        return response;
    }

    private ObjectNode with(String status, @Nullable JsonNode usage) {
        ObjectNode response = head.deepCopy().put("status", status);
        response.putNull("error").putNull("incomplete_details");
        echo(response, "instructions");
        echo(response, "max_output_tokens");
        response.put("model", context.model());
        response.set("output", output.deepCopy());
        response.put("parallel_tool_calls", request.path("parallel_tool_calls").asBoolean(true));
        response.putNull("previous_response_id");
        response.putObject("reasoning")
                .put("effort", request.path("reasoning").path("effort").asText(null))
                .putNull("summary");
        response.put("store", false);
        echo(response, "temperature");
        if (request.path("text").isObject()) {
            response.set("text", request.path("text"));
        } else {
            response.putObject("text").putObject("format").put("type", "text");
        }
        response.set(
                "tool_choice", request.hasNonNull("tool_choice") ? request.path("tool_choice") : head.textNode("auto"));
        response.set("tools", request.path("tools").isArray() ? request.path("tools") : JsonTree.array());
        echo(response, "top_p");
        response.put("truncation", "disabled");
        response.set("usage", usage == null ? head.nullNode() : spent(usage));
        echo(response, "user");
        response.set("metadata", request.path("metadata").isObject() ? request.path("metadata") : JsonTree.object());
        return response;
    }

    private void echo(ObjectNode response, String name) {
        response.set(name, request.hasNonNull(name) ? request.path(name) : head.nullNode());
    }

    private static ObjectNode spent(JsonNode usage) {
        long input = Counts.of(usage.path("prompt_tokens"));
        long out = Counts.of(usage.path("completion_tokens"));
        ObjectNode spent = JsonTree.object().put("input_tokens", input);
        spent.putObject("input_tokens_details").put("cached_tokens", CachedTokens.in(usage));
        spent.put("output_tokens", out);
        spent.putObject("output_tokens_details")
                .put(
                        "reasoning_tokens",
                        Counts.of(usage.path("completion_tokens_details").path("reasoning_tokens")));
        return spent.put("total_tokens", input + out);
    }
}

package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.upstream.http.Joining;
import org.jspecify.annotations.Nullable;

/**
 * The response that its last event holds. Servers that leave the output out there have told it item by item, and those that told
 * no item whole, piece by piece.
 */
final class JoinedResponse extends Joining {

    private final List<JsonNode> items = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable ObjectNode response;

    @Override
    protected void add(JsonNode event) {
        switch (event.path("type").asText()) {
            case "response.output_item.done" -> items.add(event.path("item"));
            case "response.output_text.delta" -> text.append(event.path("delta").asText());
            case "response.completed", "response.incomplete" -> {
                if (event.path("response") instanceof ObjectNode whole) {
                    response = whole.deepCopy();
                }
            }
            default -> {}
        }
    }

    @Override
    protected @Nullable JsonNode joined() {
        ObjectNode whole = response;
        if (whole != null && whole.path("output").isEmpty() && (!items.isEmpty() || !text.isEmpty())) {
            ArrayNode output = whole.putArray("output");
            items.forEach(output::add);
            if (items.isEmpty()) {
                output.add(message(whole));
            }
        }
        return whole;
    }

    private ObjectNode message(ObjectNode whole) {
        ObjectNode message = JsonTree.object()
                .put("id", "msg_" + whole.path("id").asText())
                .put("type", "message")
                .put("status", "completed")
                .put("role", "assistant");
        message.putArray("content")
                .addObject()
                .put("type", "output_text")
                .put("text", text.toString())
                .putArray("annotations");
        return message;
    }
}

package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.chat.translate.CallId;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.ToolName;

/** Gives the upstream's tool calls the names that the client knows, and ids that Anthropic's dialect takes, before they are converted. */
final class ClientCalls implements Conversion {

    private final Conversion conversion;
    private final Map<String, String> names = new HashMap<>();

    ClientCalls(JsonNode request, Conversion conversion) {
        this.conversion = conversion;
        for (JsonNode tool : request.path("tools")) {
            String name = tool.path("name").asText("");
            String sent = ToolName.sent(name);
            if (!sent.equals(name)) {
                names.put(sent, name);
            }
        }
    }

    @Override
    public void event(JsonNode event, Out out) throws IOException {
        named(event.path("choices").path(0).path("delta"));
        conversion.event(event, out);
    }

    @Override
    public void end(Out out) throws IOException {
        conversion.end(out);
    }

    @Override
    public JsonNode whole(JsonNode answer) throws IOException {
        named(answer.path("choices").path(0).path("message"));
        return conversion.whole(answer);
    }

    private void named(JsonNode said) {
        for (JsonNode call : said.path("tool_calls")) {
            if (call instanceof ObjectNode own && !own.path("id").asText("").isEmpty()) {
                own.put("id", CallId.forMessages(own.path("id").asText()));
            }
            String sent = call.path("function").path("name").asText("");
            if (names.containsKey(sent) && call.path("function") instanceof ObjectNode function) {
                function.put("name", names.get(sent));
            }
        }
    }
}

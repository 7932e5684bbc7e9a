package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;

/** The items of a Responses input as chat messages: calls that follow one another are one message of the assistant. */
final class ChatMessages {

    private final ArrayNode messages = JsonTree.array();

    ArrayNode of(JsonNode instructions, JsonNode input) throws UntranslatableException {
        if (instructions.isTextual()) {
            messages.addObject().put("role", "system").set("content", instructions);
        }
        if (input.isTextual()) {
            messages.addObject().put("role", "user").set("content", input);
        } else if (input.isArray()) {
            for (JsonNode item : input) {
                item(item);
            }
        } else {
            throw invalid("expected a text or an array of items");
        }
        return messages;
    }

    private void item(JsonNode item) throws UntranslatableException {
        switch (item.path("type").asText("message")) {
            case "message" -> message(item);
            case "function_call" -> call(item);
            case "function_call_output" ->
                messages.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", item.path("call_id").asText())
                        .put("content", output(item.path("output")));
            // A thought is bound to the model that had it.
            case "reasoning" -> {}
            case "item_reference" -> throw invalid("items are not stored here, send them whole");
            default -> throw invalid("this model's upstream does not take such an item");
        }
    }

    private void message(JsonNode item) throws UntranslatableException {
        String role = item.path("role").asText();
        JsonNode content = item.path("content");
        ObjectNode message = switch (role) {
            case "user", "assistant" -> messages.addObject().put("role", role);
            case "system", "developer" -> messages.addObject().put("role", "system");
            default -> throw invalid("unknown role");
        };
        message.set("content", content.isTextual() || role.equals("user") ? content(content) : said(content));
    }

    private static JsonNode content(JsonNode content) throws UntranslatableException {
        if (content.isTextual()) {
            return content;
        }
        ArrayNode parts = JsonTree.array();
        for (JsonNode part : content) {
            parts.add(part(part));
        }
        return parts.size() == 1 && parts.path(0).path("type").asText().equals("text")
                ? parts.path(0).path("text")
                : parts;
    }

    private static ObjectNode part(JsonNode part) throws UntranslatableException {
        ObjectNode own = JsonTree.object();
        switch (part.path("type").asText()) {
            case "input_text", "output_text", "text" -> own.put("type", "text").set("text", part.path("text"));
            case "input_image" -> {
                if (!part.path("image_url").isTextual()) {
                    throw invalid("files are not stored here: give the image as image_url");
                }
                ObjectNode image = own.put("type", "image_url").putObject("image_url");
                image.set("url", part.path("image_url"));
                if (part.path("detail").isTextual()) {
                    image.set("detail", part.path("detail"));
                }
            }
            case "input_file" -> {
                if (!part.path("file_data").isTextual()) {
                    throw invalid("files are not stored here: give the file as file_data");
                }
                ObjectNode file = own.put("type", "file").putObject("file");
                file.set("filename", part.path("filename"));
                file.set("file_data", part.path("file_data"));
            }
            default -> throw invalid("this model's upstream does not take such a part");
        }
        return own;
    }

    private static JsonNode said(JsonNode content) {
        var text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asText(part.path("refusal").asText("")));
        }
        return JsonTree.object().textNode(text.toString());
    }

    private void call(JsonNode item) {
        JsonNode last = messages.path(messages.size() - 1);
        ObjectNode message = last.path("role").asText().equals("assistant") && last instanceof ObjectNode open
                ? open
                : messages.addObject().put("role", "assistant").putNull("content");
        ArrayNode calls = message.withArrayProperty("tool_calls");
        ObjectNode call = calls.addObject();
        call.set("id", item.path("call_id"));
        call.put("type", "function");
        ObjectNode function = call.putObject("function");
        function.set("name", item.path("name"));
        function.set("arguments", item.path("arguments"));
    }

    private static String output(JsonNode output) throws UntranslatableException {
        if (output.isTextual()) {
            return output.asText();
        }
        var text = new StringBuilder();
        for (JsonNode part : output) {
            if (!part.path("text").isTextual()) {
                throw invalid("the output of a function must be text here");
            }
            text.append(part.path("text").asText());
        }
        return text.toString();
    }

    private static UntranslatableException invalid(String what) {
        return new UntranslatableException("input", "Invalid 'input': " + what + ".");
    }
}

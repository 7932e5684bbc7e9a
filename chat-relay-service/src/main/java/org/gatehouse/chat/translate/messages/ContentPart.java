package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;

/** One of Anthropic's content blocks as a part of a chat message. */
final class ContentPart {

    private ContentPart() {}

    static ObjectNode of(JsonNode block) throws UntranslatableException {
        JsonNode source = block.path("source");
        return switch (block.path("type").asText()) {
            case "text" -> JsonTree.object().put("type", "text").set("text", block.path("text"));
            case "image" -> image(source);
            case "document" -> document(source, block.path("title").asText("document.pdf"));
            default ->
                throw new UntranslatableException(
                        "messages", "This model's upstream does not take such a content block.");
        };
    }

    private static ObjectNode image(JsonNode source) throws UntranslatableException {
        ObjectNode part = JsonTree.object().put("type", "image_url");
        part.putObject("image_url").put("url", address(source));
        return part;
    }

    private static ObjectNode document(JsonNode source, String title) throws UntranslatableException {
        if (source.path("type").asText().equals("text")) {
            return JsonTree.object()
                    .put("type", "text")
                    .put("text", source.path("data").asText());
        }
        if (!source.path("type").asText().equals("base64")) {
            throw new UntranslatableException("messages", "A document must be given as text or base64 here.");
        }
        ObjectNode part = JsonTree.object().put("type", "file");
        part.putObject("file").put("filename", title).put("file_data", address(source));
        return part;
    }

    private static String address(JsonNode source) throws UntranslatableException {
        return switch (source.path("type").asText()) {
            case "url" -> source.path("url").asText();
            case "base64" ->
                "data:" + source.path("media_type").asText() + ";base64,"
                        + source.path("data").asText();
            default -> throw new UntranslatableException("messages", "The source must be base64 or a url here.");
        };
    }
}

package org.gatehouse.chat.translate.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** One of Anthropic's content blocks as parts of a chat message. */
final class ContentPart {

    private ContentPart() {}

    /** Adds what the block says; a block of Anthropic's own machinery is left out and named. */
    static void add(JsonNode given, ArrayNode parts, Dropped dropped) throws UntranslatableException {
        var block = new Source(given, dropped);
        String type = block.take("type").asText();
        switch (type) {
            case "text" -> text(block.take("text").asText(""), parts);
            case "image" -> image(block.take("source"), parts);
            case "document" -> document(block, parts);
            case "search_result" -> searchResult(block, parts, dropped);
            case "tool_reference" -> text(block.take("tool_name").asText(""), parts);
            default -> {
                dropped.add(type);
                return;
            }
        }
        block.know("citations");
        block.close();
    }

    /** Some servers refuse an empty part. */
    private static void text(String text, ArrayNode parts) {
        if (!text.isEmpty()) {
            parts.addObject().put("type", "text").put("text", text);
        }
    }

    private static void image(JsonNode source, ArrayNode parts) throws UntranslatableException {
        ObjectNode part = parts.addObject().put("type", "image_url");
        part.putObject("image_url").put("url", address(source));
    }

    private static void document(Source block, ArrayNode parts) throws UntranslatableException {
        JsonNode source = block.take("source");
        String title = block.take("title").asText("");
        text(block.take("context").asText(""), parts);
        switch (source.path("type").asText()) {
            case "text" -> text(source.path("data").asText(), parts);
            case "content" -> content(source.path("content"), parts, block.dropped());
            case "base64" -> {
                ObjectNode part = parts.addObject().put("type", "file");
                part.putObject("file")
                        .put("filename", title.isEmpty() ? "document.pdf" : title)
                        .put("file_data", address(source));
            }
            default ->
                throw new UntranslatableException("messages", "A document must be given as text or base64 here.");
        }
    }

    private static void content(JsonNode content, ArrayNode parts, Dropped dropped) throws UntranslatableException {
        if (content.isTextual()) {
            text(content.asText(), parts);
        }
        for (JsonNode inner : content.isArray() ? content : JsonTree.array()) {
            add(inner, parts, dropped);
        }
    }

    private static void searchResult(Source block, ArrayNode parts, Dropped dropped) throws UntranslatableException {
        text(block.take("title").asText("") + "\n" + block.take("source").asText(""), parts);
        content(block.take("content"), parts, dropped);
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

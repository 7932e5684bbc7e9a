package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.Source;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** The content of a chat message as Anthropic's content blocks; a text without a visible character is none, since it is refused. */
final class Block {

    private Block() {}

    static List<ObjectNode> all(JsonNode content, Dropped dropped) throws UntranslatableException {
        var blocks = new ArrayList<ObjectNode>();
        if (content.isTextual()) {
            addText(content.asText(), blocks);
        }
        for (JsonNode given : content.isArray() ? content : JsonTree.array()) {
            var part = new Source(given, dropped);
            String type = part.take("type").asText("text");
            switch (type) {
                case "text" -> addText(part.take("text").asText(""), blocks);
                case "refusal" -> addText(part.take("refusal").asText(""), blocks);
                case "image_url" -> blocks.add(image(part.take("image_url"), dropped));
                case "file" -> blocks.add(file(part.take("file")));
                default -> throw unsupported();
            }
            part.close();
        }
        return blocks;
    }

    private static void addText(String text, List<ObjectNode> blocks) {
        if (!text.isBlank()) {
            blocks.add(JsonTree.object().put("type", "text").put("text", text));
        }
    }

    /** The text alone, where nothing else may stand. */
    static String text(JsonNode content) throws UntranslatableException {
        if (!content.isArray()) {
            return content.asText("");
        }
        var all = new StringBuilder();
        for (JsonNode part : content) {
            switch (part.path("type").asText("text")) {
                case "text" -> all.append(part.path("text").asText());
                case "refusal" -> all.append(part.path("refusal").asText());
                default -> throw unsupported();
            }
        }
        return all.toString();
    }

    private static ObjectNode image(JsonNode given, Dropped dropped) throws UntranslatableException {
        String url = (given.isTextual() ? given : given.path("url")).asText("");
        if (given.hasNonNull("detail")) {
            dropped.add("detail");
        }
        ObjectNode block = JsonTree.object().put("type", "image");
        if (url.startsWith("https://") || url.startsWith("http://")) {
            block.putObject("source").put("type", "url").put("url", url);
            return block;
        }
        DataUrl data = DataUrl.of(url);
        if (data == null) {
            throw new UntranslatableException(
                    "messages", "Invalid 'messages': an image needs a URL, or a data URL in base64.");
        }
        block.set("source", data.source(data.imageType()));
        return block;
    }

    private static ObjectNode file(JsonNode file) throws UntranslatableException {
        DataUrl data = DataUrl.of(file.path("file_data").asText(""));
        if (data == null) {
            throw new UntranslatableException(
                    "messages", "Invalid 'messages': a file needs file_data, a data URL in base64.");
        }
        String type = data.documentType();
        if (type.startsWith("image/")) {
            ObjectNode block = JsonTree.object().put("type", "image");
            block.set("source", data.source(type));
            return block;
        }
        ObjectNode block = JsonTree.object().put("type", "document");
        block.set("source", type.startsWith("text/") ? data.text() : data.source(type));
        if (!file.path("filename").asText("").isBlank()) {
            block.set("title", file.path("filename"));
        }
        return block;
    }

    private static UntranslatableException unsupported() {
        return new UntranslatableException("messages", "This model does not take such a part of a message.");
    }
}

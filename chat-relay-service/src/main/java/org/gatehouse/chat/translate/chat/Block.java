package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;

/** The content of a chat message as Anthropic's content blocks. */
final class Block {

    private static final String DATA = "data:";
    private static final String BASE64 = ";base64,";

    private Block() {}

    static List<ObjectNode> all(JsonNode content) throws UntranslatableException {
        if (content.isTextual()) {
            return List.of(textBlock(content));
        }
        var blocks = new ArrayList<ObjectNode>();
        for (JsonNode part : content) {
            blocks.add(
                    switch (part.path("type").asText()) {
                        case "text" -> textBlock(part.path("text"));
                        case "image_url" ->
                            image(part.path("image_url").path("url").asText());
                        case "file" -> file(part.path("file").path("file_data").asText());
                        default -> throw unsupported();
                    });
        }
        return blocks;
    }

    /** The text alone, where nothing else may stand. */
    static String text(JsonNode content) throws UntranslatableException {
        if (!content.isArray()) {
            return content.asText("");
        }
        var all = new StringBuilder();
        for (JsonNode part : content) {
            switch (part.path("type").asText()) {
                case "text" -> all.append(part.path("text").asText());
                case "refusal" -> all.append(part.path("refusal").asText());
                default -> throw unsupported();
            }
        }
        return all.toString();
    }

    private static ObjectNode textBlock(JsonNode text) {
        return JsonTree.object().put("type", "text").set("text", text);
    }

    private static ObjectNode image(String url) throws UntranslatableException {
        ObjectNode block = JsonTree.object().put("type", "image");
        if (url.startsWith(DATA)) {
            block.set("source", data(url));
        } else if (url.startsWith("https://") || url.startsWith("http://")) {
            block.putObject("source").put("type", "url").put("url", url);
        } else {
            throw new UntranslatableException("messages", "Invalid 'messages': an image needs a URL.");
        }
        return block;
    }

    private static ObjectNode file(String url) throws UntranslatableException {
        ObjectNode block = JsonTree.object().put("type", "document");
        block.set("source", data(url));
        return block;
    }

    private static ObjectNode data(String url) throws UntranslatableException {
        int split = url.indexOf(BASE64);
        if (!url.startsWith(DATA) || split < 0) {
            throw new UntranslatableException("messages", "Invalid 'messages': a base64 data URL is expected.");
        }
        return JsonTree.object()
                .put("type", "base64")
                .put("media_type", url.substring(DATA.length(), split))
                .put("data", url.substring(split + BASE64.length()));
    }

    private static UntranslatableException unsupported() {
        return new UntranslatableException("messages", "This model does not take such a part of a message.");
    }
}

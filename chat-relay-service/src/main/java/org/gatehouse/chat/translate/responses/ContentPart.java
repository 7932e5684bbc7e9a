package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;

/** The content of Responses items as parts of a chat message. */
final class ContentPart {

    private ContentPart() {}

    /** All of it; an empty text, which some servers refuse, stays away when it stands beside others. */
    static ArrayNode all(JsonNode content, Dropped dropped) throws UntranslatableException {
        ArrayNode parts = JsonTree.array();
        if (content.isTextual()) {
            parts.addObject().put("type", "text").set("text", content);
        }
        for (JsonNode part : content.isArray() ? content : JsonTree.array()) {
            add(part, parts, dropped);
        }
        return parts;
    }

    private static void add(JsonNode part, ArrayNode parts, Dropped dropped) throws UntranslatableException {
        String type = part.path("type").asText();
        switch (type) {
            case "input_text", "output_text", "text" -> text(part.path("text").asText(""), parts);
            case "refusal" -> text(part.path("refusal").asText(""), parts);
            case "input_image", "computer_screenshot" -> image(part, parts);
            case "input_file" -> file(part, parts);
            case "input_audio" -> parts.addObject().put("type", type).set("input_audio", part.path("input_audio"));
            default -> dropped.add(type);
        }
    }

    private static void text(String text, ArrayNode parts) {
        if (!text.isEmpty()) {
            parts.addObject().put("type", "text").put("text", text);
        }
    }

    private static void image(JsonNode part, ArrayNode parts) throws UntranslatableException {
        JsonNode url =
                part.path("image_url").isObject() ? part.path("image_url").path("url") : part.path("image_url");
        if (!url.isTextual()) {
            throw invalid("files are not stored here: give the image as image_url");
        }
        ObjectNode image = parts.addObject().put("type", "image_url").putObject("image_url");
        image.set("url", url);
        if (part.path("detail").isTextual()) {
            String detail = part.path("detail").asText();
            image.put("detail", detail.equals("original") ? "high" : detail); // chat completions lack that word
        }
    }

    private static void file(JsonNode part, ArrayNode parts) throws UntranslatableException {
        if (!part.path("file_data").isTextual()) {
            throw invalid("files are not stored here: give the file as file_data");
        }
        ObjectNode file = parts.addObject().put("type", "file").putObject("file");
        file.put("filename", part.path("filename").asText("document.pdf"));
        file.set("file_data", part.path("file_data"));
    }

    /** The text alone, where nothing else may stand. */
    static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asText(part.path("refusal").asText("")));
        }
        return text.toString();
    }

    static UntranslatableException invalid(String what) {
        return new UntranslatableException("input", "Invalid 'input': " + what + ".");
    }
}

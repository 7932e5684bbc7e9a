package org.gatehouse.chat.translate.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.gatehouse.chat.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * A data URL in base64 (RFC 2397). Anthropic refuses content whose type is not the one that it is labelled with, so that the
 * first bytes tell where they can.
 *
 * @param type as labelled, in lower case and without parameters; may be empty
 * @param data in base64
 */
record DataUrl(String type, String data) {

    private static final String SCHEME = "data:";
    private static final String MARK = ";base64,";
    private static final String PDF = "application/pdf";

    /** The data, or null when the text is no data URL; bare base64 of a PDF is taken for what it is. */
    static @Nullable DataUrl of(String url) {
        if (url.startsWith("JVBERi")) {
            return new DataUrl(PDF, url);
        }
        int comma = url.indexOf(',');
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || comma < 0) {
            return null;
        }
        String label = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT) + ",";
        if (!label.endsWith(MARK)) {
            return null;
        }
        int end = label.indexOf(';');
        return new DataUrl(
                label.substring(0, end).strip(), url.substring(comma + 1).strip());
    }

    String imageType() {
        if (data.startsWith("iVBORw0KGgo")) {
            return "image/png";
        }
        if (data.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (data.startsWith("R0lGOD")) {
            return "image/gif";
        }
        if (data.startsWith("UklGR")) {
            return "image/webp";
        }
        return type.equals("image/jpg") || type.equals("image/pjpeg") ? "image/jpeg" : type;
    }

    String documentType() {
        if (data.startsWith("JVBERi") || type.isEmpty() || type.equals("application/x-pdf")) {
            return PDF;
        }
        return type.startsWith("image/") ? imageType() : type;
    }

    ObjectNode source(String mediaType) {
        return JsonTree.object()
                .put("type", "base64")
                .put("media_type", mediaType)
                .put("data", data);
    }

    /** As plain text; bytes that are no base64 are passed as they are, for the upstream to judge. */
    ObjectNode text() {
        ObjectNode source = JsonTree.object().put("type", "text").put("media_type", "text/plain");
        try {
            return source.put("data", new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return source(type);
        }
    }
}

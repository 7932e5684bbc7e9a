package org.gatehouse.chat.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.jspecify.annotations.Nullable;

/**
 * Finds an error's words in the shapes that model servers give them: OpenAI's, the same at the top, in a list, in a text that is
 * JSON again, FastAPI's and RFC 9457's {@code detail}, and those of the big providers of other dialects.
 */
final class ErrorWords {

    private static final int DEEPEST = 6;
    private static final int MOST_WORDS = 3;
    private static final int LONGEST_PLAIN_BYTES = 4_096;

    /** Members that lead to the words, those that tell most first. */
    private static final List<String> WORDS = List.of(
            "error",
            "errors",
            "message",
            "Message",
            "msg",
            "error_msg",
            "error_message",
            "errorMessage",
            "status_msg",
            "base_resp",
            "detail",
            "details",
            "error_description",
            "description",
            "fault",
            "faultstring",
            "reason",
            "title",
            "text");

    /** What may tell more than an {@code error} that is a text. */
    private static final List<String> BESIDE = List.of("message", "msg", "detail", "error_description", "description");

    private static final List<String> CODES = List.of("code", "error_code", "errorCode", "status_code");
    private static final List<String> TYPES = List.of("type", "error_type", "errorType", "status", "__type");

    private ErrorWords() {}

    static ErrorObject of(byte[] document) {
        try {
            return of(JsonTree.ofUpstream(document));
        } catch (IOException e) {
            return plain(document);
        }
    }

    /** A page for browsers has no words for clients. */
    private static ErrorObject plain(byte[] document) {
        String text = document.length > LONGEST_PLAIN_BYTES ? "" : new String(document, StandardCharsets.UTF_8).strip();
        boolean words = !text.isEmpty() && !text.startsWith("<") && !text.startsWith("{") && !text.startsWith("[");
        return words ? new ErrorObject(text, null, null, null) : ErrorObject.UNREADABLE;
    }

    static ErrorObject of(JsonNode value) {
        ErrorObject found = of(value, 0);
        return found == null ? new ErrorObject(null, first(value, TYPES), null, first(value, CODES)) : found;
    }

    private static @Nullable ErrorObject of(JsonNode value, int depth) {
        if (depth > DEEPEST || value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isArray()) {
            return list(value, depth);
        }
        return value.isObject() ? object(value, depth) : text(value.asText(), depth);
    }

    private static @Nullable ErrorObject text(String text, int depth) {
        String bare = text.strip();
        if (bare.startsWith("{") || bare.startsWith("[")) {
            try {
                ErrorObject inner = of(JsonTree.ofUpstream(bare.getBytes(StandardCharsets.UTF_8)), depth + 1);
                if (inner != null) {
                    return inner;
                }
            } catch (IOException e) {
                return new ErrorObject(bare, null, null, null);
            }
        }
        return bare.isEmpty() ? null : new ErrorObject(bare, null, null, null);
    }

    private static @Nullable ErrorObject list(JsonNode list, int depth) {
        var words = new ArrayList<String>();
        ErrorObject first = null;
        for (JsonNode one : list) {
            ErrorObject error = words.size() < MOST_WORDS ? of(one, depth + 1) : null;
            if (error != null && error.message() != null) {
                first = first == null ? error : first;
                words.add(error.message());
            }
        }
        return first == null
                ? null
                : new ErrorObject(String.join("; ", words), first.type(), first.param(), first.code());
    }

    private static @Nullable ErrorObject object(JsonNode object, int depth) {
        ErrorObject inner = of(object.path("metadata").path("raw"), depth + 1);
        if (inner == null && object.path("error").isTextual()) {
            inner = longest(object, depth);
        }
        for (String member : WORDS) {
            if (inner == null || inner.message() == null) {
                inner = of(object.path(member), depth + 1);
            }
        }
        if (inner == null) {
            return null;
        }
        String place = place(object.path("loc"));
        String message = place == null || inner.message() == null ? inner.message() : place + ": " + inner.message();
        return new ErrorObject(
                message,
                or(inner.type(), first(object, TYPES)),
                or(inner.param(), or(first(object, List.of("param")), place)),
                or(inner.code(), first(object, CODES)));
    }

    /** Many frameworks have the status in words, or a code, where others have what is wrong. */
    private static @Nullable ErrorObject longest(JsonNode object, int depth) {
        JsonNode longest = object.path("error");
        for (String member : BESIDE) {
            JsonNode other = object.path(member);
            longest = other.isTextual()
                            && other.asText().length() > longest.asText().length()
                    ? other
                    : longest;
        }
        return text(longest.asText(), depth + 1);
    }

    /** Where FastAPI says that the error is: {@code ["body", "messages", 0, "role"]}. */
    private static @Nullable String place(JsonNode loc) {
        var names = new ArrayList<String>();
        for (JsonNode name : loc) {
            if (!name.asText().equals("body") && names.size() < DEEPEST) {
                names.add(name.asText());
            }
        }
        return names.isEmpty() ? null : String.join(".", names);
    }

    private static @Nullable String first(JsonNode object, List<String> members) {
        return members.stream()
                .map(object::path)
                .filter(value -> value.isValueNode()
                        && !value.isNull()
                        && !value.asText().isEmpty())
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String or(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}

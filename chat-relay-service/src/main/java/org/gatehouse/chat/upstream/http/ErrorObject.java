package org.gatehouse.chat.upstream.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.jspecify.annotations.Nullable;

/** An upstream's error as it wrote it: untrusted words, for {@link UpstreamErrors} only. */
public record ErrorObject(
        @Nullable String message,
        @Nullable String type,
        @Nullable String param,
        @Nullable String code) {

    public static final ErrorObject UNREADABLE = new ErrorObject(null, null, null, null);

    /** The error that a document is or holds, or null when it says nothing of one. */
    public static @Nullable ErrorObject in(byte[] document) throws IOException {
        JsonNode tree = JsonTree.ofUpstream(document);
        JsonNode one = tree.isArray() ? tree.path(0) : tree;
        boolean told = one.hasNonNull("error")
                || one.hasNonNull("errors")
                || one.hasNonNull("detail")
                || one.path("object").asText().equals("error")
                || one.path("type").asText().equals("error")
                || one.path("base_resp").path("status_code").asInt(0) != 0;
        return told ? ErrorWords.of(one) : null;
    }

    /** The body of an answer that is known to be an error, in whatever shape; {@link #UNREADABLE} when it has no words. */
    public static ErrorObject of(byte[] document) {
        return ErrorWords.of(document);
    }

    /** Reads the value that the parser is at: an object, a list, or a bare text. */
    public static ErrorObject read(JsonParser parser) throws IOException {
        return ErrorWords.of(JsonTree.at(parser));
    }
}

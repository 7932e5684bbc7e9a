package org.gatehouse.chat.upstream.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.NotJsonException;
import org.jspecify.annotations.Nullable;

/** An upstream's error as it wrote it: untrusted words, for {@link UpstreamErrors} only. */
public record ErrorObject(
        @Nullable String message,
        @Nullable String type,
        @Nullable String param,
        @Nullable String code) {

    public static final ErrorObject UNREADABLE = new ErrorObject(null, null, null, null);

    /** The member {@code error} of a document, or null when it has none. */
    public static @Nullable ErrorObject in(byte[] document) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            ErrorObject found = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean error = parser.currentName().equals("error");
                boolean said = parser.nextToken() != JsonToken.VALUE_NULL;
                found = error && said ? read(parser) : found;
                parser.skipChildren();
            }
            return found;
        }
    }

    /** Reads the value that the parser is at: an object, or a bare text. */
    public static ErrorObject read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            var error = new ErrorObject(parser.getValueAsString(), null, null, null);
            parser.skipChildren();
            return error;
        }
        String message = null;
        String type = null;
        String param = null;
        String code = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "message" -> message = parser.getValueAsString();
                case "type" -> type = parser.getValueAsString();
                case "param" -> param = parser.getValueAsString();
                case "code" -> code = parser.getValueAsString();
                default -> {}
            }
            parser.skipChildren();
        }
        return new ErrorObject(message, type, param, code);
    }
}

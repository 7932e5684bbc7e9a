package org.gatehouse.chat.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Gives long texts straight from the document: the parser would first collect their characters in a buffer of twice their size. */
final class LongTexts extends JsonParserDelegate {

    private static final int LONG_BYTES = 64 * 1024;

    private final byte[] document;

    LongTexts(JsonParser parser, byte[] document) {
        super(parser);
        this.document = document;
    }

    @Override
    public String getText() throws IOException {
        if (document.length > LONG_BYTES && delegate.currentToken() == JsonToken.VALUE_STRING) {
            int start = Json.tokenStart(delegate) + 1;
            int end = plainEnd(start);
            if (end - start > LONG_BYTES) {
                return new String(document, start, end - start, StandardCharsets.UTF_8);
            }
        }
        return delegate.getText();
    }

    /** Where the text ends, or its start when a character of it is written in another way than by itself. */
    private int plainEnd(int start) {
        int at = start;
        while (at < document.length && document[at] != '"') {
            if (document[at] == '\\') {
                return start;
            }
            at++;
        }
        return at;
    }
}

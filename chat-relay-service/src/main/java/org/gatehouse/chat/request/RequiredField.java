package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The field that a request is about: messages, an input or a prompt. Its type is looked at, what it says is the upstream's matter. */
final class RequiredField {

    private RequiredField() {}

    /** Checks the value that the parser is at, and moves to its end. */
    static void check(JsonParser parser, Endpoint endpoint) throws IOException {
        if (endpoint.takesMessages()) {
            messages(parser, endpoint.requiredField());
        } else if (parser.currentToken() != JsonToken.VALUE_STRING && !parser.isExpectedStartArrayToken()) {
            throw RefusedException.wrongType(endpoint.requiredField(), "a string or an array");
        } else {
            parser.skipChildren();
        }
    }

    private static void messages(JsonParser parser, String name) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            throw RefusedException.wrongType(name, "an array of objects");
        }
        boolean empty = true;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item != JsonToken.START_OBJECT) {
                throw RefusedException.wrongType(name, "an array of objects");
            }
            empty = false;
            parser.skipChildren();
        }
        if (empty) {
            throw new RefusedException("Invalid 'messages': expected at least one message.", name, "empty_array");
        }
    }
}

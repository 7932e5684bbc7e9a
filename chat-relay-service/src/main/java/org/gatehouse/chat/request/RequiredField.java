package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The field that a request is about: messages, an input or a prompt. Its types are looked at, what it says is the upstream's matter. */
final class RequiredField {

    private RequiredField() {}

    /** Checks the value that the parser is at, and moves to its end. */
    static void check(JsonParser parser, Endpoint endpoint) throws IOException {
        String name = endpoint.requiredField();
        if (endpoint.takesMessages()) {
            messages(parser, name);
        } else if (parser.currentToken() != JsonToken.VALUE_STRING && !parser.isExpectedStartArrayToken()) {
            throw RefusedException.wrongType(name, "a string or an array");
        } else if (endpoint == Endpoint.RESPONSES && parser.isExpectedStartArrayToken()) {
            turns(parser, name, "a string or an array of objects");
        } else {
            parser.skipChildren();
        }
    }

    private static void messages(JsonParser parser, String name) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            throw RefusedException.wrongType(name, "an array of objects");
        }
        if (turns(parser, name, "an array of objects") == 0) {
            throw new RefusedException("Invalid 'messages': expected at least one message.", name, "empty_array");
        }
    }

    /** Checks each of a list, and tells how many there are. */
    private static int turns(JsonParser parser, String name, String expected) throws IOException {
        int turns = 0;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item != JsonToken.START_OBJECT) {
                throw RefusedException.wrongType(name, expected);
            }
            turn(parser, name + "[" + turns + "].");
            turns++;
        }
        return turns;
    }

    private static void turn(JsonParser parser, String path) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "role", "name", "tool_call_id" -> Shape.TEXT.check(parser, path + name);
                case "content" -> Shape.TEXT_OR_OBJECTS.check(parser, path + name);
                case "tool_calls" -> Shape.OBJECTS.check(parser, path + name);
                default -> parser.skipChildren();
            }
        }
    }
}

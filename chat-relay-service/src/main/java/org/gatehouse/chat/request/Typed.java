package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.Range;

/** The value that a parser is at, as the type that a field must have. */
final class Typed {

    private Typed() {}

    static boolean flag(JsonParser parser, String name) throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw RefusedException.wrongType(name, "a boolean");
        }
        return parser.getBooleanValue();
    }

    /** What is beyond an int counts as the nearest: how large a number may be is the upstream's to say. */
    static int integer(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw RefusedException.wrongType(name, "an integer");
        }
        if (parser.getNumberType() == JsonParser.NumberType.INT) {
            return parser.getIntValue();
        }
        boolean negative = parser.getText().startsWith("-");
        return negative ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    static String text(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw RefusedException.wrongType(name, "a string");
        }
        return parser.getText();
    }

    /** Where the value is; the parser must be at its start and stays there, or at its end for a scalar. */
    static Range spot(JsonParser parser) throws IOException {
        return new Range(Json.tokenStart(parser), Json.tokenEnd(parser));
    }
}

package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type that a value of a request has. One of a wrong type is refused by name: a translation could only leave it out, and an
 * upstream that does so as well would answer another question. What no dialect knows has any type.
 *
 * @param words how a client is told
 * @param starts the tokens that a value may begin with
 * @param item of a list's items, of which none is null; null where they are of any type
 * @param least how many items a list has at the least
 * @param members of an object, each of which may be null, which is as good as absent
 */
record Shape(String words, Set<JsonToken> starts, @Nullable Shape item, int least, Map<String, Shape> members) {

    static final Shape TEXT = scalar("a string", JsonToken.VALUE_STRING);
    static final Shape NUMBER = scalar("a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
    static final Shape FLAG = scalar("a boolean", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);
    static final Shape OBJECT = object(Map.of());
    static final Shape LIST = new Shape("an array", EnumSet.of(JsonToken.START_ARRAY), null, 0, Map.of());

    Shape {
        starts = Set.copyOf(starts);
        members = Map.copyOf(members);
    }

    private static Shape scalar(String words, JsonToken first, JsonToken... others) {
        return new Shape(words, EnumSet.of(first, others), null, 0, Map.of());
    }

    static Shape object(Map<String, Shape> members) {
        return new Shape("an object", EnumSet.of(JsonToken.START_OBJECT), null, 0, members);
    }

    static Shape list(Shape item) {
        return new Shape("an array of " + plural(item), EnumSet.of(JsonToken.START_ARRAY), item, 0, Map.of());
    }

    private static String plural(Shape item) {
        return item.words.substring(item.words.indexOf(' ') + 1) + "s";
    }

    /** The same, of which there must be something. */
    Shape filled() {
        return new Shape(words, starts, item, 1, members);
    }

    /** Either of the two, which begin in different ways. */
    Shape or(Shape other) {
        var both = EnumSet.copyOf(starts);
        both.addAll(other.starts);
        return new Shape(
                words + " or " + other.words,
                both,
                item == null ? other.item : item,
                Math.max(least, other.least),
                members.isEmpty() ? other.members : members);
    }

    /** Checks the value that the parser is at, and moves to its end. */
    void check(JsonParser parser, Endpoint.Dialect dialect) throws IOException {
        JsonToken token = parser.currentToken();
        if (!starts.contains(token)) {
            throw RefusedException.wrongType(Place.of(parser, dialect), words);
        }
        if (token == JsonToken.START_ARRAY) {
            items(parser, dialect);
        } else if (token == JsonToken.START_OBJECT) {
            members(parser, dialect);
        }
    }

    private void items(JsonParser parser, Endpoint.Dialect dialect) throws IOException {
        String place = least > 0 ? Place.of(parser, dialect) : "";
        int items = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items++;
            if (item == null) {
                parser.skipChildren();
            } else {
                item.check(parser, dialect);
            }
        }
        if (items < least) {
            throw new RefusedException("Invalid '" + place + "': expected at least one item.", place, "empty_array");
        }
    }

    private void members(JsonParser parser, Endpoint.Dialect dialect) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Shape member = members.get(parser.currentName());
            if (parser.nextToken() == JsonToken.VALUE_NULL || member == null) {
                parser.skipChildren();
            } else {
                member.check(parser, dialect);
            }
        }
    }
}

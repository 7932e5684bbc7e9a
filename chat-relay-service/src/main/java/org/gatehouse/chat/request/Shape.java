package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/**
 * The types that members of requests have. One of a wrong type is refused by name: a translation could only leave it out, and
 * an upstream that does so as well would answer another question. What no dialect knows has any type.
 */
enum Shape {
    TEXT("a string", JsonToken.VALUE_STRING),
    NUMBER("a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT),
    FLAG("a boolean", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE),
    OBJECT("an object", JsonToken.START_OBJECT),
    OBJECTS("an array of objects", JsonToken.START_ARRAY),
    TEXTS("an array of strings", JsonToken.START_ARRAY),
    TEXT_OR_TEXTS("a string or an array of strings", JsonToken.VALUE_STRING, JsonToken.START_ARRAY),
    TEXT_OR_OBJECTS("a string or an array of objects", JsonToken.VALUE_STRING, JsonToken.START_ARRAY),
    TEXT_OR_OBJECT("a string or an object", JsonToken.VALUE_STRING, JsonToken.START_OBJECT);

    private static final Map<String, Shape> OF_CHAT = Map.ofEntries(
            Map.entry("tools", OBJECTS),
            Map.entry("functions", OBJECTS),
            Map.entry("tool_choice", TEXT_OR_OBJECT),
            Map.entry("function_call", TEXT_OR_OBJECT),
            Map.entry("response_format", OBJECT),
            Map.entry("stop", TEXT_OR_TEXTS),
            Map.entry("temperature", NUMBER),
            Map.entry("top_p", NUMBER),
            Map.entry("parallel_tool_calls", FLAG),
            Map.entry("reasoning_effort", TEXT));

    private static final Map<String, Shape> OF_MESSAGES = Map.of(
            "system", TEXT_OR_OBJECTS,
            "tools", OBJECTS,
            "tool_choice", OBJECT,
            "stop_sequences", TEXTS,
            "temperature", NUMBER,
            "top_p", NUMBER,
            "top_k", NUMBER,
            "thinking", OBJECT);

    private static final Map<String, Shape> OF_RESPONSES = Map.of(
            "instructions", TEXT,
            "tools", OBJECTS,
            "tool_choice", TEXT_OR_OBJECT,
            "text", OBJECT,
            "reasoning", OBJECT,
            "temperature", NUMBER,
            "top_p", NUMBER,
            "parallel_tool_calls", FLAG);

    private static final Map<String, Shape> OF_COMPLETIONS =
            Map.of("stop", TEXT_OR_TEXTS, "temperature", NUMBER, "top_p", NUMBER, "suffix", TEXT);

    private static final Map<String, Shape> OF_EMBEDDINGS = Map.of("encoding_format", TEXT, "dimensions", NUMBER);

    private final String words;
    private final JsonToken one;
    private final JsonToken other;

    Shape(String words, JsonToken one, JsonToken other) {
        this.words = words;
        this.one = one;
        this.other = other;
    }

    Shape(String words, JsonToken one) {
        this(words, one, one);
    }

    private static Map<String, Shape> of(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT -> OF_CHAT;
            case COMPLETIONS -> OF_COMPLETIONS;
            case EMBEDDINGS -> OF_EMBEDDINGS;
            case RESPONSES -> OF_RESPONSES;
            case MESSAGES, COUNT_TOKENS -> OF_MESSAGES;
        };
    }

    /** Checks a member's value, at which the parser is, and moves to its end. */
    static void check(JsonParser parser, Endpoint endpoint, String name) throws IOException {
        Shape shape = of(endpoint).get(name);
        if (shape == null) {
            parser.skipChildren();
        } else {
            shape.check(parser, name);
        }
    }

    /** Checks the value that the parser is at, and moves to its end; null is as good as absent. */
    void check(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != one && parser.currentToken() != other) {
            throw RefusedException.wrongType(name, words);
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        boolean texts = this == TEXTS || this == TEXT_OR_TEXTS;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != (texts ? JsonToken.VALUE_STRING : JsonToken.START_OBJECT)) {
                throw RefusedException.wrongType(name, words);
            }
            parser.skipChildren();
        }
    }
}

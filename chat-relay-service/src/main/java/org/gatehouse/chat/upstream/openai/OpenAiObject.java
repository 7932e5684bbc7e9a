package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.jspecify.annotations.Nullable;

/**
 * What the relay reads of a chunk, of a whole answer, or of an error body, all of the OpenAI dialect.
 *
 * @param error the error in it, or null
 * @param nullError the member {@code "error": null}, which some clients take for an error, or null when there is none
 * @param usage the usage in it, or null
 * @param choices how many choices it has; −1 when it has no such field
 * @param data whether it has a list of data, as embeddings are
 * @param finished one bit for each choice that has ended here, by its index
 * @param spoken how many choices say something here
 * @param said what it says of itself
 */
record OpenAiObject(
        @Nullable ErrorObject error,
        @Nullable Range nullError,
        @Nullable Usage usage,
        int choices,
        boolean data,
        long finished,
        int spoken,
        Said said) {

    /** Reads one document in a single pass. */
    static OpenAiObject read(byte[] document) throws IOException {
        return read(document, true);
    }

    /** @param named whether to read its id and model, which are the same in every chunk of an answer */
    static OpenAiObject read(byte[] document, boolean named) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            var reader = new Reader(document, named);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                reader.member(parser);
            }
            if (parser.nextToken() != null) {
                throw new NotJsonException("more than one document");
            }
            return reader.result();
        }
    }

    /** Whether it holds nothing but usage. */
    boolean usageOnly() {
        return usage != null && choices == 0;
    }

    /** The document without its null error. */
    static byte[] without(byte[] document, Range gap) {
        byte[] rest = Arrays.copyOf(document, document.length - (gap.end() - gap.start()));
        System.arraycopy(document, gap.end(), rest, gap.start(), document.length - gap.end());
        return rest;
    }

    private static final class Reader {

        private final byte[] document;
        private final boolean named;
        private @Nullable ErrorObject error;
        private @Nullable Range nullError;
        private @Nullable Usage usage;
        private int choices = -1;
        private boolean data;
        private long finished;
        private int spoken;
        private @Nullable String id;
        private @Nullable String model;
        private List<String> reasons = List.of();

        private Reader(byte[] document, boolean named) {
            this.document = document;
            this.named = named;
        }

        private OpenAiObject result() {
            return new OpenAiObject(error, nullError, usage, choices, data, finished, spoken, said());
        }

        private Said said() {
            return id == null && model == null && reasons.isEmpty() ? Said.NOTHING : new Said(id, model, reasons);
        }

        private void member(JsonParser parser) throws IOException {
            String name = parser.currentName();
            int nameStart = name.equals("error") ? Json.tokenStart(parser) : 0;
            JsonToken value = parser.nextToken();
            switch (name) {
                case "error" -> error(parser, nameStart, value);
                case "usage" -> usage(parser);
                case "choices" -> choices(parser);
                case "data" -> {
                    data = value == JsonToken.START_ARRAY;
                    parser.skipChildren();
                }
                case "id" -> id = named ? text(parser, value) : null;
                case "model" -> model = named ? text(parser, value) : null;
                default -> parser.skipChildren();
            }
        }

        private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
            if (value != JsonToken.VALUE_STRING) {
                parser.skipChildren();
                return null;
            }
            return parser.getText();
        }

        private void error(JsonParser parser, int nameStart, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                nullError = Range.ofMember(document, nameStart, Json.tokenEnd(parser));
            } else {
                error = ErrorObject.read(parser);
            }
        }

        private void usage(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                parser.skipChildren();
                return;
            }
            long prompt = 0;
            long completion = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "prompt_tokens" -> prompt = Counts.at(parser);
                    case "completion_tokens" -> completion = Counts.at(parser);
                    default -> {}
                }
                parser.skipChildren();
            }
            usage = new Usage(prompt, completion, Usage.Source.REPORTED);
        }

        private void choices(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                parser.skipChildren();
                return;
            }
            choices = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                choices++;
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new NotJsonException("a choice is no object");
                }
                choice(parser);
            }
        }

        private void choice(JsonParser parser) throws IOException {
            int index = 0;
            boolean ended = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "index" -> index = parser.getValueAsInt();
                    case "finish_reason" -> ended = finished(parser, value);
                    case "delta" -> spoken += saysSomething(parser) ? 1 : 0;
                    case "text" -> spoken += parser.getValueAsString("").isEmpty() ? 0 : 1;
                    default -> {}
                }
                parser.skipChildren();
            }
            finished |= ended ? 1L << index : 0;
        }

        private boolean finished(JsonParser parser, JsonToken value) throws IOException {
            if (value != JsonToken.VALUE_STRING) {
                return false;
            }
            if (reasons.isEmpty()) {
                reasons = new ArrayList<>(1);
            }
            reasons.add(parser.getText());
            return true;
        }

        /** A delta with more than the role: text, a piece of a tool call, a thought. */
        private static boolean saysSomething(JsonParser parser) throws IOException {
            boolean says = false;
            if (!parser.isExpectedStartObjectToken()) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean role = parser.currentName().equals("role");
                JsonToken value = parser.nextToken();
                says |= !role
                        && (value.isStructStart() || (value == JsonToken.VALUE_STRING && parser.getTextLength() > 0));
                parser.skipChildren();
            }
            return says;
        }
    }
}

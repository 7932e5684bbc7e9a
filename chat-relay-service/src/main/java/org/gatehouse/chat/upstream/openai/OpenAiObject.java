package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
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
 * @param usageTold whether that stands where clients look for it
 * @param choices how many choices it has; −1 when it has no such field
 * @param data whether it has a list of data, as embeddings are
 * @param speech what its choices say, and which have ended
 * @param odd whether clients would stumble over it: a member is missing or is not of the dialect, or it calls tools, which only
 *     {@link ToolCalls} can judge
 * @param said what it says of itself
 */
record OpenAiObject(
        @Nullable ErrorObject error,
        @Nullable Range nullError,
        @Nullable Usage usage,
        boolean usageTold,
        int choices,
        boolean data,
        Speech speech,
        boolean odd,
        Said said) {

    /**
     * What is known beforehand.
     *
     * @param object the word that its member {@code object} should be
     * @param holder the member of a choice that holds what it says; empty where that is the choice itself
     * @param id the answer's id, the same in every chunk of it, or null when it is not known yet
     */
    record Expected(String object, String holder, @Nullable String id) {

        static final Expected COMPLETION = new Expected("chat.completion", "message", null);
        static final Expected CHUNK = new Expected("chat.completion.chunk", "delta", null);
        static final Expected TEXT = new Expected("text_completion", "", null);

        Expected named(String known) {
            return new Expected(object, holder, known);
        }
    }

    /** Reads one document in a single pass. */
    static OpenAiObject read(byte[] document, Expected expected) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            var reader = new Reader(document, expected);
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
        return usage != null && choices <= 0;
    }

    /** The document without its null error. */
    static byte[] without(byte[] document, Range gap) {
        byte[] rest = Arrays.copyOf(document, document.length - (gap.end() - gap.start()));
        System.arraycopy(document, gap.end(), rest, gap.start(), document.length - gap.end());
        return rest;
    }

    private static final class Reader {

        private static final int ALL_MEMBERS = 15;

        private final byte[] document;
        private final Expected expected;
        private final Speech.Reader speech;
        private @Nullable ErrorObject error;
        private @Nullable Range nullError;
        private @Nullable Usage usage;
        private boolean usageTold;
        private boolean usageOdd;
        private int choices = -1;
        private boolean data;
        private int members;
        private @Nullable String id;
        private @Nullable String model;

        private Reader(byte[] document, Expected expected) {
            this.document = document;
            this.expected = expected;
            this.speech = new Speech.Reader(expected.holder());
        }

        private OpenAiObject result() {
            boolean odd = members != ALL_MEMBERS || choices < 0 || usageOdd || speech.odd();
            var inChoice = speech.usage();
            return new OpenAiObject(
                    error,
                    nullError,
                    usage == null ? inChoice : usage,
                    usageTold,
                    choices,
                    data,
                    speech.result(),
                    odd,
                    said());
        }

        private Said said() {
            return id == null && model == null && speech.reasons().isEmpty()
                    ? Said.NOTHING
                    : new Said(id, model, speech.reasons());
        }

        private void member(JsonParser parser) throws IOException {
            String name = parser.currentName();
            int nameStart = name.equals("error") ? Json.tokenStart(parser) : 0;
            JsonToken value = parser.nextToken();
            switch (name) {
                case "error" -> error(parser, nameStart, value);
                case "usage" -> usage(parser);
                case "x_groq" -> nested(parser);
                case "choices" -> choices(parser);
                case "data" -> data = value == JsonToken.START_ARRAY;
                case "id" -> id(parser, value);
                case "object" -> object(parser, value);
                case "created" -> members |= value == JsonToken.VALUE_NUMBER_INT ? 4 : 0;
                case "model" -> model(parser, value);
                default -> {}
            }
            parser.skipChildren();
        }

        private void id(JsonParser parser, JsonToken value) throws IOException {
            if (value != JsonToken.VALUE_STRING) {
                return;
            }
            String known = expected.id();
            if (known == null) {
                id = parser.getText().isEmpty() ? null : parser.getText();
                members |= id == null ? 0 : 1;
            } else {
                members |= same(known, parser) ? 1 : 0;
            }
        }

        private void object(JsonParser parser, JsonToken value) throws IOException {
            members |= value == JsonToken.VALUE_STRING && same(expected.object(), parser) ? 2 : 0;
        }

        private void model(JsonParser parser, JsonToken value) throws IOException {
            if (value != JsonToken.VALUE_STRING) {
                return;
            }
            if (expected.id() == null) {
                model = parser.getText().isEmpty() ? null : parser.getText();
            }
            members |= expected.id() == null && model == null ? 0 : 8;
        }

        /** Compares without making a text of it: this is done for every chunk. */
        private static boolean same(String text, JsonParser parser) throws IOException {
            if (parser.getTextLength() != text.length()) {
                return false;
            }
            char[] chars = parser.getTextCharacters();
            int at = parser.getTextOffset();
            for (int i = 0; i < text.length(); i++) {
                if (chars[at + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private void error(JsonParser parser, int nameStart, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                nullError = Range.ofMember(document, nameStart, Json.tokenEnd(parser));
            } else {
                error = ErrorObject.read(parser);
            }
        }

        private void usage(JsonParser parser) throws IOException {
            var read = UsageNumbers.read(parser);
            if (read != null) {
                usage = read.usage();
                usageTold = usage != null;
                usageOdd = !read.whole();
            }
        }

        private void nested(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean hasUsage = parser.currentName().equals("usage");
                parser.nextToken();
                var read = hasUsage ? UsageNumbers.read(parser) : null;
                usage = read == null || usageTold ? usage : read.usage();
                parser.skipChildren();
            }
        }

        private void choices(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                return;
            }
            choices = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                choices++;
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new NotJsonException("a choice is no object");
                }
                speech.choice(parser);
            }
        }
    }
}

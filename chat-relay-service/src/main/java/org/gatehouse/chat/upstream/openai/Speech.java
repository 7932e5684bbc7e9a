package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.upstream.Ending;
import org.gatehouse.chat.upstream.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the choices of a chunk say; one bit for each choice by its index.
 *
 * @param seen which choices there are
 * @param finished which have ended, for a good reason
 * @param abnormal whether one has broken off, by its own reason
 * @param texts which say something of the answer
 * @param thoughts which say something else, mostly thoughts
 * @param pieces how many say anything
 */
record Speech(long seen, long finished, boolean abnormal, long texts, long thoughts, int pieces) {

    /** Reads choice after choice. */
    static final class Reader {

        private final String holder;
        private long seen;
        private long finished;
        private boolean abnormal;
        private long texts;
        private long thoughts;
        private int pieces;
        private boolean odd;
        private boolean text;
        private boolean thought;
        private @Nullable Usage usage;
        private List<String> reasons = List.of();

        /** @param holder the member of a choice that holds what it says; empty where that is the choice itself */
        Reader(String holder) {
            this.holder = holder;
        }

        Speech result() {
            return new Speech(seen, finished, abnormal, texts, thoughts, pieces);
        }

        boolean odd() {
            return odd;
        }

        List<String> reasons() {
            return reasons;
        }

        /** What some put into a choice. */
        @Nullable
        Usage usage() {
            return usage;
        }

        void choice(JsonParser parser) throws IOException {
            int index = -1;
            boolean ended = false;
            boolean speaks = holder.isEmpty();
            text = false;
            thought = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "index" -> index = index(parser, value);
                    case "finish_reason" -> ended = finished(parser, value);
                    case "delta", "message" -> speaks |= message(parser, name);
                    case "text" -> text |= says(parser, value);
                    case "usage" -> usage = usage(parser);
                    default -> {}
                }
                parser.skipChildren();
            }
            odd |= index < 0 || !speaks;
            note(1L << Math.max(0, index), ended);
        }

        private void note(long bit, boolean ended) {
            seen |= bit;
            finished |= ended ? bit : 0;
            texts |= text ? bit : 0;
            thoughts |= thought ? bit : 0;
            pieces += text || thought ? 1 : 0;
        }

        private static int index(JsonParser parser, JsonToken value) throws IOException {
            boolean small = value == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= 3;
            return small ? parser.getIntValue() : -1;
        }

        private static @Nullable Usage usage(JsonParser parser) throws IOException {
            var read = UsageNumbers.read(parser);
            return read == null ? null : read.usage();
        }

        private boolean finished(JsonParser parser, JsonToken value) throws IOException {
            if (value != JsonToken.VALUE_STRING) {
                odd |= value != JsonToken.VALUE_NULL;
                return false;
            }
            String word = parser.getText();
            Ending ending = Ending.of(word);
            odd |= !Ending.isOpenAis(word);
            abnormal |= ending == Ending.ABNORMAL;
            if (!word.isEmpty()) {
                reasons = reasons.isEmpty() ? new ArrayList<>(1) : reasons;
                reasons.add(word);
            }
            return ending.good();
        }

        /** A message or a part of one: true when it is where clients look for it. */
        private boolean message(JsonParser parser, String where) throws IOException {
            boolean here = where.equals(holder);
            odd |= !here;
            if (!parser.isExpectedStartObjectToken()) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "role" -> {}
                    case "content" -> content(parser, value);
                    case "tool_calls", "function_call" -> calls(parser, value);
                    case "extra_content" -> extra(parser, value);
                    default -> thought |= value.isStructStart() || says(parser, value);
                }
                parser.skipChildren();
            }
            return here;
        }

        private void content(JsonParser parser, JsonToken value) throws IOException {
            boolean string = value == JsonToken.VALUE_STRING;
            odd |= !string && value != JsonToken.VALUE_NULL;
            text |= value.isStructStart() || says(parser, value);
        }

        private void calls(JsonParser parser, JsonToken value) throws IOException {
            if (!value.isStructStart()) {
                return;
            }
            boolean some = value == JsonToken.START_OBJECT || parser.nextToken() != JsonToken.END_ARRAY;
            odd |= some;
            thought |= some;
            if (some && value == JsonToken.START_ARRAY) {
                rest(parser);
            }
        }

        /** Google marks content as a thought in it, which clients would take for the answer. */
        private void extra(JsonParser parser, JsonToken value) throws IOException {
            thought |= value.isStructStart();
            int depth = value == JsonToken.START_OBJECT ? 1 : 0;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                odd |= token == JsonToken.VALUE_TRUE && "thought".equals(parser.currentName());
            }
        }

        /** Skips what is left of a list whose first entry the parser is at. */
        private static void rest(JsonParser parser) throws IOException {
            do {
                parser.skipChildren();
            } while (parser.nextToken() != JsonToken.END_ARRAY);
        }

        private static boolean says(JsonParser parser, JsonToken value) throws IOException {
            return value == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
        }
    }
}

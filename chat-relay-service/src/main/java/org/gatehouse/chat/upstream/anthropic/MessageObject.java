package org.gatehouse.chat.upstream.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.upstream.Ending;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.jspecify.annotations.Nullable;

/**
 * What the relay reads of an event, of a whole message, or of a count, all of Anthropic's dialect.
 *
 * @param type what it is, empty when it does not say
 * @param error the error in it, or null
 * @param input tokens of the prompt, cached ones included, or −1
 * @param output tokens of the answer so far, or −1
 * @param stopped why the answer ends, if it tells that
 * @param foreign whether the word for that is not one of Anthropic's
 * @param counted whether it is a count of tokens
 * @param said what it, or the message in it, says of itself
 */
record MessageObject(
        String type,
        @Nullable ErrorObject error,
        long input,
        long output,
        Ending stopped,
        boolean foreign,
        boolean counted,
        Said said) {

    /** Reads one document in a single pass. */
    static MessageObject read(byte[] document) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            var reader = new Reader();
            reader.members(parser);
            if (parser.nextToken() != null) {
                throw new NotJsonException("more than one document");
            }
            return new MessageObject(
                    reader.type,
                    reader.error,
                    reader.input,
                    reader.output,
                    Ending.of(reader.stopReason == null ? "" : reader.stopReason),
                    reader.stopReason != null && !Ending.isAnthropics(reader.stopReason),
                    reader.counted,
                    reader.said());
        }
    }

    /** The document with one of Anthropic's words in place of the upstream's, which stands beside it. */
    byte[] inOwnWords(byte[] document) throws IOException {
        ObjectNode tree = JsonTree.ofUpstream(document).deepCopy();
        ObjectNode holder = tree.path("delta") instanceof ObjectNode delta ? delta : tree;
        String word = holder.path("stop_reason").asText("");
        if (stopped.good()) {
            holder.put("stop_reason", stopped.inAnthropic()).put("native_finish_reason", word);
        } else {
            holder.putNull("stop_reason");
        }
        return JsonTree.bytes(tree);
    }

    @Nullable
    Usage usage() {
        return input < 0 && output < 0
                ? null
                : new Usage(Math.max(0, input), Math.max(0, output), Usage.Source.REPORTED);
    }

    private static final class Reader {

        private String type = "";
        private @Nullable ErrorObject error;
        private long input = -1;
        private long output = -1;
        private boolean counted;
        private @Nullable String id;
        private @Nullable String model;
        private @Nullable String stopReason;

        private Said said() {
            return id == null && model == null && stopReason == null
                    ? Said.NOTHING
                    : new Said(id, model, stopReason == null ? List.of() : List.of(stopReason));
        }

        private void members(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "type" -> type = parser.getValueAsString("");
                    case "error" -> error = value == JsonToken.VALUE_NULL ? null : ErrorObject.read(parser);
                    case "usage" -> usage(parser);
                    case "message" -> message(parser);
                    case "delta" -> delta(parser);
                    case "id" -> id = parser.getValueAsString();
                    case "model" -> model = parser.getValueAsString();
                    case "stop_reason" -> stopReason = value == JsonToken.VALUE_STRING ? parser.getText() : stopReason;
                    case "input_tokens" -> counted = value.isNumeric();
                    default -> {}
                }
                parser.skipChildren();
            }
        }

        /** The message inside {@code message_start}: its type is not the event's. */
        private void message(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "usage" -> usage(parser);
                    case "id" -> id = parser.getValueAsString();
                    case "model" -> model = parser.getValueAsString();
                    default -> {}
                }
                parser.skipChildren();
            }
        }

        private void delta(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean reason = parser.currentName().equals("stop_reason");
                if (parser.nextToken() == JsonToken.VALUE_STRING && reason) {
                    stopReason = parser.getText();
                }
                parser.skipChildren();
            }
        }

        private void usage(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean number = parser.nextToken().isNumeric();
                long tokens = Counts.at(parser);
                switch (name) {
                    case "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens" ->
                        input = number ? Math.max(0, input) + tokens : input;
                    case "output_tokens" -> output = number ? tokens : output;
                    default -> {}
                }
                parser.skipChildren();
            }
        }
    }
}

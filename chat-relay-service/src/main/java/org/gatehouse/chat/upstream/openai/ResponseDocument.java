package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.gatehouse.chat.json.Counts;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.upstream.Said;
import org.gatehouse.chat.upstream.Usage;
import org.gatehouse.chat.upstream.http.ErrorObject;
import org.jspecify.annotations.Nullable;

/**
 * What the relay reads of a response of OpenAI's Responses, or of an event that holds one.
 *
 * @param type the event's, empty when it does not say
 * @param object the object's, empty when it does not say
 * @param error the error in it or in its response, or null
 * @param usage the usage in it or in its response, or null
 * @param said what it or its response says of itself
 */
record ResponseDocument(
        String type,
        String object,
        @Nullable ErrorObject error,
        @Nullable Usage usage,
        Said said) {

    /** Reads one document in a single pass. */
    static ResponseDocument read(byte[] document) throws IOException {
        try (JsonParser parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("not an object");
            }
            var reader = new Reader();
            reader.members(parser);
            if (parser.nextToken() != null) {
                throw new NotJsonException("more than one document");
            }
            return reader.result();
        }
    }

    private static final class Reader {

        private String type = "";
        private String object = "";
        private @Nullable String message;
        private @Nullable String code;
        private @Nullable ErrorObject error;
        private @Nullable Usage usage;
        private @Nullable String id;
        private @Nullable String model;

        private ResponseDocument result() {
            boolean bare = type.equals("error") && error == null;
            ErrorObject failure = bare ? new ErrorObject(message, null, null, code) : error;
            Said said = id == null && model == null ? Said.NOTHING : new Said(id, model, List.of());
            return new ResponseDocument(type, object, failure, usage, said);
        }

        private void members(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "type" -> type = parser.getValueAsString("");
                    case "object" -> object = parser.getValueAsString("");
                    case "message" -> message = parser.getValueAsString();
                    case "code" -> code = parser.getValueAsString();
                    case "error" -> error = value == JsonToken.VALUE_NULL ? null : ErrorObject.read(parser);
                    case "usage" -> usage(parser);
                    case "id" -> id = parser.getValueAsString();
                    case "model" -> model = parser.getValueAsString();
                    case "response" -> response(parser);
                    default -> {}
                }
                parser.skipChildren();
            }
        }

        private void response(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "error" -> error = value == JsonToken.VALUE_NULL ? null : ErrorObject.read(parser);
                    case "usage" -> usage(parser);
                    case "id" -> id = parser.getValueAsString();
                    case "model" -> model = parser.getValueAsString();
                    default -> {}
                }
                parser.skipChildren();
            }
        }

        private void usage(JsonParser parser) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                return;
            }
            long input = 0;
            long output = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "input_tokens" -> input = Counts.at(parser);
                    case "output_tokens" -> output = Counts.at(parser);
                    default -> {}
                }
                parser.skipChildren();
            }
            usage = new Usage(input, output, Usage.Source.REPORTED);
        }
    }
}

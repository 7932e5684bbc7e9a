package org.gatehouse.chat.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.json.Range;
import org.gatehouse.chat.request.Reading.Read;
import org.gatehouse.chat.request.Reading.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request body in a single pass, token by token, without building a tree; what it does not know it skips.
 *
 * <p>A field it acts on may come once only and in its exact spelling: upstreams differ in which of two they obey, and some
 * ignore case, so that a second spelling could ask the upstream for what the relay never saw.
 */
public final class RequestReader {

    private static final int MAX_TOP_LEVEL_FIELDS = 1_000;
    private static final int MAX_MODEL_CHARS = 256;
    private static final int MAX_FALLBACKS = 8;
    private static final int MAX_CHOICES = 128;

    private final Endpoint endpoint;
    private final byte[] body;
    private final Set<Field> seen = EnumSet.noneOf(Field.class);
    private @Nullable String model;
    private @Nullable Range modelSpot;
    private List<String> fallbacks = List.of();
    private @Nullable Range modelsSpot;
    private boolean stream;
    private boolean includeUsage;
    private @Nullable Range streamOptionsSpot;
    private @Nullable Range includeUsageSpot;
    private boolean streamOptionsEmpty;
    private @Nullable Integer maxTokens;
    private int choices = 1;
    private @Nullable String user;
    private boolean requiredFieldSeen;

    private RequestReader(Endpoint endpoint, byte[] body) {
        this.endpoint = endpoint;
        this.body = body;
    }

    /** Reads the body; never throws for what a client can send. */
    public static Reading read(Endpoint endpoint, byte[] body) {
        var reader = new RequestReader(endpoint, body);
        try (JsonParser parser = Json.parser(body)) {
            return reader.document(parser);
        } catch (RefusedException e) {
            return e.refusal;
        } catch (StreamConstraintsException e) {
            return new Refused("The JSON body is nested too deeply or has too many parts.", null, null);
        } catch (NotJsonException e) {
            return notJson();
        } catch (IOException e) {
            return notJson();
        }
    }

    private static Refused notJson() {
        return new Refused("We could not parse the JSON body of your request: a JSON object is expected.", null, null);
    }

    private Reading document(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return notJson();
        }
        int fields = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (++fields > MAX_TOP_LEVEL_FIELDS) {
                return new Refused("The JSON body has too many fields.", null, null);
            }
            member(parser);
        }
        if (parser.nextToken() != null) {
            return notJson();
        }
        return whole();
    }

    private Reading whole() {
        if (model == null || modelSpot == null) {
            return new Refused("You must provide a model.", "model", "missing_required_parameter");
        }
        if (!requiredFieldSeen) {
            String required = endpoint.requiredField();
            return new Refused(
                    "Missing required parameter: '" + required + "'.", required, "missing_required_parameter");
        }
        var options = new ModelRequest.Options(stream, includeUsage, maxTokens, choices, user);
        var spots = new ModelRequest.Spots(
                modelSpot,
                streamOptionsSpot,
                includeUsageSpot,
                streamOptionsEmpty,
                modelsSpot,
                seen.contains(Field.STORE));
        return new Read(new ModelRequest(endpoint, body, model, fallbacks, options, spots));
    }

    private void member(JsonParser parser) throws IOException {
        String name = parser.currentName();
        int nameStart = Json.tokenStart(parser);
        Field field = Field.of(name, endpoint);
        if (name.equalsIgnoreCase(endpoint.requiredField())) {
            requiredField(parser, name);
        } else if (field == null) {
            parser.nextToken();
            parser.skipChildren();
        } else if (!field.wire.equals(name)) {
            throw miswritten(field.wire);
        } else if (!seen.add(field)) {
            throw refused("Duplicate parameter: '" + name + "'.", name, null);
        } else {
            known(parser, field, nameStart);
        }
    }

    private void known(JsonParser parser, Field field, int nameStart) throws IOException {
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NULL && field != Field.MODEL) {
            nothing(parser, field, nameStart);
            return;
        }
        switch (field) {
            case MODEL -> model(parser);
            case MODELS -> models(parser, nameStart);
            case STREAM -> stream = flag(parser, "stream") && endpoint.streams();
            case STREAM_OPTIONS -> streamOptions(parser);
            case MAX_TOKENS, MAX_COMPLETION_TOKENS, MAX_OUTPUT_TOKENS -> maxTokens(parser, field.wire);
            case N -> choices = positive(parser, "n", MAX_CHOICES);
            case USER -> user = text(parser, "user");
            case STORE, BACKGROUND -> refuseStored(field, flag(parser, field.wire));
            case PREVIOUS_RESPONSE_ID, CONVERSATION -> refuseStored(field, true);
        }
    }

    /** Null is as good as absent, but its place in the body matters to the patch. */
    private void nothing(JsonParser parser, Field field, int nameStart) throws IOException {
        if (field == Field.STREAM_OPTIONS) {
            streamOptionsSpot = spot(parser);
        } else if (field == Field.MODELS) {
            modelsSpot = Range.ofMember(body, nameStart, Json.tokenEnd(parser));
        }
    }

    private void requiredField(JsonParser parser, String name) throws IOException {
        if (!name.equals(endpoint.requiredField())) {
            throw miswritten(endpoint.requiredField());
        }
        if (requiredFieldSeen) {
            throw refused("Duplicate parameter: '" + name + "'.", name, null);
        }
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        requiredFieldSeen = true;
        if (!endpoint.takesMessages()) {
            parser.skipChildren();
            return;
        }
        if (value != JsonToken.START_ARRAY) {
            throw wrongType(name, "an array of objects");
        }
        boolean empty = true;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item != JsonToken.START_OBJECT) {
                throw wrongType(name, "an array of objects");
            }
            empty = false;
            parser.skipChildren();
        }
        if (empty) {
            throw refused("Invalid 'messages': expected at least one message.", name, "empty_array");
        }
    }

    private void model(JsonParser parser) throws IOException {
        String name = text(parser, "model");
        if (name.isEmpty() || name.length() > MAX_MODEL_CHARS) {
            throw refused("Invalid 'model': expected the id of a model.", "model", "invalid_value");
        }
        model = name;
        modelSpot = spot(parser);
    }

    private void models(JsonParser parser, int nameStart) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            throw wrongType("models", "an array of strings");
        }
        var names = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(text(parser, "models"));
            if (names.size() > MAX_FALLBACKS) {
                throw refused("Invalid 'models': at most " + MAX_FALLBACKS + ".", "models", "array_above_max_length");
            }
        }
        fallbacks = names;
        modelsSpot = Range.ofMember(body, nameStart, Json.tokenEnd(parser));
    }

    private void streamOptions(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw wrongType("stream_options", "an object");
        }
        int start = Json.tokenStart(parser);
        streamOptionsEmpty = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            streamOptionsEmpty = false;
            if (!"include_usage".equals(parser.currentName())) {
                parser.nextToken();
                parser.skipChildren();
                continue;
            }
            if (includeUsageSpot != null) {
                throw refused("Duplicate parameter: 'stream_options.include_usage'.", "stream_options", null);
            }
            includeUsage = parser.nextToken() != JsonToken.VALUE_NULL && flag(parser, "stream_options.include_usage");
            includeUsageSpot = spot(parser);
        }
        streamOptionsSpot = new Range(start, Json.tokenEnd(parser));
    }

    private void maxTokens(JsonParser parser, String name) throws IOException {
        int limit = positive(parser, name, Integer.MAX_VALUE);
        maxTokens = maxTokens == null ? limit : Math.min(maxTokens, limit);
    }

    /** What an upstream stores under the operator's account could be read by every other caller that learns its id. */
    private static void refuseStored(Field field, boolean asked) throws IOException {
        if (asked) {
            throw refused(
                    "Responses are not stored here: '" + field.wire + "' is not supported; send the whole input.",
                    field.wire,
                    "unsupported_parameter");
        }
    }

    private static boolean flag(JsonParser parser, String name) throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw wrongType(name, "a boolean");
        }
        return parser.getBooleanValue();
    }

    private static int positive(JsonParser parser, String name, int max) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType(name, "an integer");
        }
        boolean fits = parser.getNumberType() == JsonParser.NumberType.INT;
        if (!fits || parser.getIntValue() < 1 || parser.getIntValue() > max) {
            throw refused("Invalid '" + name + "': expected an integer from 1 to " + max + ".", name, "invalid_value");
        }
        return parser.getIntValue();
    }

    private static String text(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType(name, "a string");
        }
        return parser.getText();
    }

    private static Range spot(JsonParser parser) throws IOException {
        return new Range(Json.tokenStart(parser), Json.tokenEnd(parser));
    }

    private static RefusedException miswritten(String name) {
        return refused("Unknown parameter: '" + name + "' must be written in lower case.", name, null);
    }

    private static RefusedException wrongType(String name, String expected) {
        return refused("Invalid type for '" + name + "': expected " + expected + ".", name, "invalid_type");
    }

    private static RefusedException refused(String message, String param, @Nullable String code) {
        return new RefusedException(new Refused(message, param, code));
    }

    /** The fields the relay acts on. */
    private enum Field {
        MODEL("model"),
        MODELS("models"),
        STREAM("stream"),
        STREAM_OPTIONS("stream_options"),
        MAX_TOKENS("max_tokens"),
        MAX_COMPLETION_TOKENS("max_completion_tokens"),
        N("n"),
        USER("user"),
        MAX_OUTPUT_TOKENS("max_output_tokens"),
        STORE("store"),
        BACKGROUND("background"),
        PREVIOUS_RESPONSE_ID("previous_response_id"),
        CONVERSATION("conversation");

        private static final Set<Field> OF_RESPONSES =
                EnumSet.of(MAX_OUTPUT_TOKENS, STORE, BACKGROUND, PREVIOUS_RESPONSE_ID, CONVERSATION);

        private static final Field[] ALL = values();

        private final String wire;

        Field(String wire) {
            this.wire = wire;
        }

        private static @Nullable Field of(String name, Endpoint endpoint) {
            for (Field field : ALL) {
                if (field.wire.equalsIgnoreCase(name)) {
                    return endpoint == Endpoint.RESPONSES || !OF_RESPONSES.contains(field) ? field : null;
                }
            }
            return null;
        }
    }

    /** Carries a refusal out of the parser's depths; it never leaves this class. */
    private static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Refused refusal;

        private RefusedException(Refused refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }
    }
}

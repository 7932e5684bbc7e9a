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
import org.gatehouse.chat.json.Utf8;
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

    private final Endpoint endpoint;
    private final byte[] body;
    private final RoutingReader routing = new RoutingReader();
    private final Set<Field> seen = EnumSet.noneOf(Field.class);
    private @Nullable String model;
    private @Nullable Range modelSpot;
    private List<String> fallbacks = List.of();
    private @Nullable Range modelsSpot;
    private boolean stream;
    private StreamOptions streamOptions = StreamOptions.NONE;
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
        if (!Utf8.isValid(body)) {
            return notJson();
        }
        var reader = new RequestReader(endpoint, body);
        try (JsonParser parser = Json.parser(body)) {
            return reader.document(parser);
        } catch (RefusedException e) {
            return e.refusal();
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
        return whole(parser.currentTokenCount());
    }

    private Reading whole(long parts) {
        if (model == null || modelSpot == null) {
            return new Refused("You must provide a model.", "model", "missing_required_parameter");
        }
        if (!requiredFieldSeen) {
            String required = endpoint.requiredField();
            return new Refused(
                    "Missing required parameter: '" + required + "'.", required, "missing_required_parameter");
        }
        var options = new ModelRequest.Options(stream, streamOptions.includeUsage(), maxTokens, choices, user);
        var spots = new ModelRequest.Spots(
                modelSpot,
                streamOptions.spot(),
                streamOptions.includeUsageSpot(),
                streamOptions.empty(),
                modelsSpot,
                seen.contains(Field.STORE),
                parts);
        return new Read(new ModelRequest(endpoint, body, model, fallbacks, routing.routing(), options, spots));
    }

    private void member(JsonParser parser) throws IOException {
        String name = parser.currentName();
        int nameStart = Json.tokenStart(parser);
        Field field = Field.of(name, endpoint);
        if (name.equalsIgnoreCase(endpoint.requiredField())) {
            requiredField(parser, name);
        } else if (field == null) {
            parser.nextToken();
            if (!routing.read(parser, name)) {
                shaped(parser, name);
            }
        } else if (!field.wire().equals(name)) {
            throw RefusedException.miswritten(field.wire());
        } else if (!seen.add(field)) {
            throw RefusedException.duplicate(name, name);
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
            case STREAM -> stream = Typed.flag(parser, "stream") && endpoint.streams();
            case STREAM_OPTIONS -> streamOptions = StreamOptions.read(parser);
            case MAX_TOKENS, MAX_COMPLETION_TOKENS, MAX_OUTPUT_TOKENS -> maxTokens(parser, field.wire());
            case N -> choices = Typed.integer(parser, "n");
            case USER -> user = Typed.text(parser, "user");
            case STORE, BACKGROUND -> refuseStored(field, Typed.flag(parser, field.wire()));
            case PREVIOUS_RESPONSE_ID, CONVERSATION -> refuseStored(field, true);
            case THREAD ->
                throw new RefusedException(
                        "Conversations are not stored here: send all messages, without 'thread'.",
                        field.wire(),
                        "thread_unsupported_request");
        }
    }

    /** Null is as good as absent, but its place in the body matters to the patch. */
    private void nothing(JsonParser parser, Field field, int nameStart) throws IOException {
        if (field == Field.STREAM_OPTIONS) {
            streamOptions = StreamOptions.nothing(parser);
        } else if (field == Field.MODELS) {
            modelsSpot = Range.ofMember(body, nameStart, Json.tokenEnd(parser));
        }
    }

    private void requiredField(JsonParser parser, String name) throws IOException {
        if (!name.equals(endpoint.requiredField())) {
            throw RefusedException.miswritten(endpoint.requiredField());
        }
        if (requiredFieldSeen) {
            throw RefusedException.duplicate(name, name);
        }
        if (parser.nextToken() != JsonToken.VALUE_NULL) {
            requiredFieldSeen = true;
            shaped(parser, name);
        }
    }

    /** Moves to the end of a member that is passed on as it is; null is as good as absent. */
    private void shaped(JsonParser parser, String name) throws IOException {
        Shape shape = Shapes.of(endpoint, name);
        if (shape == null || parser.currentToken() == JsonToken.VALUE_NULL) {
            parser.skipChildren();
        } else {
            shape.check(parser, endpoint.dialect());
        }
    }

    private void model(JsonParser parser) throws IOException {
        String name = Typed.text(parser, "model");
        if (name.isEmpty() || name.length() > MAX_MODEL_CHARS) {
            throw new RefusedException("Invalid 'model': expected the id of a model.", "model", "invalid_value");
        }
        model = name;
        modelSpot = Typed.spot(parser);
    }

    private void models(JsonParser parser, int nameStart) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            throw RefusedException.wrongType("models", "an array of strings");
        }
        var names = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(Typed.text(parser, "models"));
            if (names.size() > MAX_FALLBACKS) {
                throw new RefusedException(
                        "Invalid 'models': at most " + MAX_FALLBACKS + ".", "models", "array_above_max_length");
            }
        }
        fallbacks = names;
        modelsSpot = Range.ofMember(body, nameStart, Json.tokenEnd(parser));
    }

    private void maxTokens(JsonParser parser, String name) throws IOException {
        int limit = Typed.integer(parser, name);
        maxTokens = maxTokens == null ? limit : Math.min(maxTokens, limit);
    }

    /** What an upstream stores under the operator's account could be read by every other caller that learns its id. */
    private static void refuseStored(Field field, boolean asked) throws IOException {
        if (asked) {
            throw new RefusedException(
                    "Responses are not stored here: '" + field.wire() + "' is not supported; send the whole input.",
                    field.wire(),
                    "unsupported_parameter");
        }
    }
}

package org.gatehouse.chat.upstream.morpheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gatehouse.chat.json.Json;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.jspecify.annotations.Nullable;

/**
 * An error of the node for a request to a model: its own, of which nobody is shown a word, or the model's server's behind
 * {@code providerModelError}, with status 400 on older nodes and the real one on newer.
 *
 * @param error the node's own words, or empty
 * @param modelError the model's server's answer, or null
 * @param statusCode the real status as newer nodes tell it, or 0
 */
@SuppressWarnings("ArrayRecordComponent")
record ErrorAnswer(String error, byte @Nullable [] modelError, int statusCode) {

    private static final int OLD_STATUS = 400;
    private static final String INVALID = "\"invalid_request_error\"";
    private static final String TOO_LONG = "context_length_exceeded";

    static ErrorAnswer read(byte[] body) {
        String error = "";
        byte[] modelError = null;
        int statusCode = 0;
        try (JsonParser parser = Json.parser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                int start = Json.tokenStart(parser);
                switch (name) {
                    case "error" -> error = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                    case "statusCode" -> statusCode = parser.getValueAsInt();
                    default -> {}
                }
                parser.skipChildren();
                if (name.equals("providerModelError")) {
                    modelError = Arrays.copyOfRange(body, start, Json.tokenEnd(parser));
                }
            }
        } catch (IOException e) {
            return new ErrorAnswer("", null, 0);
        }
        return new ErrorAnswer(error, modelError, statusCode);
    }

    SessionOutcome outcome(int status, HttpHeaders headers, UpstreamErrors errors) {
        byte[] theirs = modelError;
        return theirs == null ? ofNode(status, errors) : ofModel(theirs, status, headers, errors);
    }

    /** The session is well: it is the model behind it that said no. */
    private SessionOutcome ofModel(byte[] theirs, int status, HttpHeaders headers, UpstreamErrors errors) {
        int real = statusCode == 0 ? status : statusCode;
        String words = new String(theirs, StandardCharsets.UTF_8);
        boolean clients = words.contains(INVALID) || words.contains(TOO_LONG);
        if (statusCode == 0 && status == OLD_STATUS && !clients) {
            return NodeFailures.capacity(words)
                    ? new SessionOutcome(busyModel(), Fate.WELL, true)
                    : new SessionOutcome(Failure.broken("the model's server failed"), Fate.WELL, true);
        }
        Failure failure = errors.of(real, headers, theirs);
        boolean elsewhere = real == 429 || real >= 500;
        return new SessionOutcome(failure, Fate.WELL, elsewhere);
    }

    private static Failure busyModel() {
        return NodeFailures.overloaded("The upstream model provider is overloaded; try again.", "model at capacity", 5);
    }

    private SessionOutcome ofNode(int status, UpstreamErrors errors) {
        if (status == 401 || status == 403) {
            var failure = Failure.misconfigured("the node refuses our user: status " + status);
            return new SessionOutcome(failure, Fate.WELL, false);
        }
        if (NodeFailures.sessionGone(error)) {
            return new SessionOutcome(Failure.broken("the node does not know the session"), Fate.GONE, true);
        }
        if (NodeFailures.attestation(error)) {
            return new SessionOutcome(Failure.broken("the provider's attestation failed"), Fate.FAILED, false);
        }
        if (error.startsWith("read timed out")) {
            return new SessionOutcome(Failure.timedOut("the provider did not answer the node"), Fate.FAILED, false);
        }
        if (status < 500) {
            byte[] nothing = {};
            Failure refused = errors.of(status, EmptyHttpHeaders.INSTANCE, nothing);
            return new SessionOutcome(refused, Fate.WELL, false);
        }
        return new SessionOutcome(Failure.broken("node: status " + status), Fate.FAILED, true);
    }
}

package org.gatehouse.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.micronaut.json.JsonSyntaxException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a body before anything is made of it: one document, whole text only, no null in a list, and no number that
 * is short to write and long to compute, such as {@code 1e999999999}.
 */
final class OneDocument {

    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_EXPONENT_LENGTH = 3;

    private OneDocument() {}

    static void check(JsonParser json) throws IOException {
        boolean ended = false;
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            if (ended) {
                throw new JsonSyntaxException("more than one document");
            }
            check(token, json);
            ended = !token.isStructStart() && json.getParsingContext().inRoot();
        }
    }

    private static void check(JsonToken token, JsonParser json) throws IOException {
        switch (token) {
            case FIELD_NAME, VALUE_STRING -> {
                if (!Text.isWhole(json.getText())) {
                    throw refused(json, Text.DEMAND);
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (isOversized(json.getText())) {
                    throw refused(json, "has the wrong type or format");
                }
            }
            case VALUE_NULL -> {
                if (json.getParsingContext().inArray()) {
                    throw refused(json, "must not be null");
                }
            }
            default -> {}
        }
    }

    private static boolean isOversized(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        int signed = exponent + 1;
        if (exponent >= 0 && (number.charAt(signed) == '-' || number.charAt(signed) == '+')) {
            signed++;
        }
        return number.length() > MAX_NUMBER_LENGTH || (exponent >= 0 && number.length() - signed > MAX_EXPONENT_LENGTH);
    }

    private static RefusedValue refused(JsonParser json, String problem) {
        return new RefusedValue(place(json.getParsingContext()), problem);
    }

    /** A name that is not whole is left out: the place is then the object that holds it. */
    private static String place(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        var parent = place(context.getParent());
        if (context.inArray()) {
            return parent + "[" + context.getCurrentIndex() + "]";
        }
        var name = context.getCurrentName();
        if (name == null || !Text.isWhole(name)) {
            return parent;
        }
        return parent.isEmpty() ? name : parent + "." + name;
    }
}

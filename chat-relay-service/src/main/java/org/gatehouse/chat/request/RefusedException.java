package org.gatehouse.chat.request;

import java.io.IOException;
import org.gatehouse.chat.request.Reading.Refused;
import org.jspecify.annotations.Nullable;

/** Carries a refusal out of the parser's depths; it never leaves this package. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Refused refusal;

    RefusedException(String message, @Nullable String param, @Nullable String code) {
        super(message);
        this.refusal = new Refused(message, param, code);
    }

    static RefusedException wrongType(String name, String expected) {
        return new RefusedException(
                "Invalid type for '" + name + "': expected " + expected + ".", name, "invalid_type");
    }

    static RefusedException duplicate(String name, String param) {
        return new RefusedException("Duplicate parameter: '" + name + "'.", param, null);
    }

    static RefusedException miswritten(String name) {
        return new RefusedException("Unknown parameter: '" + name + "' must be written in lower case.", name, null);
    }

    Refused refusal() {
        return refusal;
    }
}

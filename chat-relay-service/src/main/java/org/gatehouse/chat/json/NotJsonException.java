package org.gatehouse.chat.json;

import java.io.IOException;

/** The bytes are not a JSON document of the expected kind. */
public final class NotJsonException extends IOException {

    private static final long serialVersionUID = 1L;

    public NotJsonException(String internalReason) {
        super(internalReason);
    }
}

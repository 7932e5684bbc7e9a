package org.gatehouse.chat.request;

import org.jspecify.annotations.Nullable;

/** What came of reading a request body. */
public sealed interface Reading {

    /** The body can be served. */
    record Read(ModelRequest request) implements Reading {}

    /**
     * The body is wrong, by the client's fault.
     *
     * @param message for the client
     * @param param the field at fault, or null when it is the whole body
     * @param code OpenAI's code for it, or null where OpenAI has none
     */
    record Refused(
            String message,
            @Nullable String param,
            @Nullable String code) implements Reading {}
}

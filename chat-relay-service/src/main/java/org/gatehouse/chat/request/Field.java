package org.gatehouse.chat.request;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields the relay acts on, beside the one that an endpoint requires. */
enum Field {
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
    CONVERSATION("conversation"),
    THREAD("thread");

    private static final Set<Field> OF_RESPONSES =
            EnumSet.of(MAX_OUTPUT_TOKENS, STORE, BACKGROUND, PREVIOUS_RESPONSE_ID, CONVERSATION);

    private static final Field[] ALL = values();

    private final String wire;

    Field(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /** The field of that name in any spelling, or null for one that passes unread. */
    static @Nullable Field of(String name, Endpoint endpoint) {
        for (Field field : ALL) {
            if (field.wire.equalsIgnoreCase(name)) {
                return field.concerns(endpoint) ? field : null;
            }
        }
        return null;
    }

    private boolean concerns(Endpoint endpoint) {
        return this == THREAD
                ? endpoint.dialect() == Endpoint.Dialect.ANTHROPIC
                : endpoint == Endpoint.RESPONSES || !OF_RESPONSES.contains(this);
    }
}

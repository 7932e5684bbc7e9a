package org.gatehouse.chat.request;

/** The endpoints the relay serves, each with its path below an upstream's base URL and the field it cannot do without. */
public enum Endpoint {
    CHAT("/chat/completions", "messages", Dialect.OPENAI),
    COMPLETIONS("/completions", "prompt", Dialect.OPENAI),
    EMBEDDINGS("/embeddings", "input", Dialect.OPENAI),
    MODERATIONS("/moderations", "input", Dialect.OPENAI),
    RERANK("/rerank", "query", Dialect.OPENAI),
    IMAGES("/images/generations", "prompt", Dialect.OPENAI),
    SPEECH("/audio/speech", "input", Dialect.OPENAI),
    TRANSCRIPTIONS("/audio/transcriptions", "file", Dialect.OPENAI),
    RESPONSES("/responses", "input", Dialect.RESPONSES),
    MESSAGES("/messages", "messages", Dialect.ANTHROPIC),
    COUNT_TOKENS("/messages/count_tokens", "messages", Dialect.ANTHROPIC);

    /** How streams end and fail on the wire. */
    public enum Dialect {
        /** Data lines only, and {@code [DONE]} at the end. */
        OPENAI,
        /** Named events, the last one is {@code response.completed} or {@code response.incomplete}. */
        RESPONSES,
        /** Named events, the last one is {@code message_stop}. */
        ANTHROPIC
    }

    private final String path;
    private final String requiredField;
    private final Dialect dialect;

    Endpoint(String path, String requiredField, Dialect dialect) {
        this.path = path;
        this.requiredField = requiredField;
        this.dialect = dialect;
    }

    public String path() {
        return path;
    }

    public String requiredField() {
        return requiredField;
    }

    public Dialect dialect() {
        return dialect;
    }

    boolean streams() {
        return switch (this) {
            case CHAT, COMPLETIONS, RESPONSES, MESSAGES -> true;
            case EMBEDDINGS, COUNT_TOKENS, MODERATIONS, RERANK, IMAGES, SPEECH, TRANSCRIPTIONS -> false;
        };
    }

    /** Whether answers are bytes to the relay, whatever they are: they pass as they come, and end with the connection if they break. */
    public boolean opaque() {
        return this == IMAGES || this == SPEECH || this == TRANSCRIPTIONS;
    }

    /** Whether requests are forms with a file in them instead of JSON. */
    public boolean isForm() {
        return this == TRANSCRIPTIONS;
    }
}

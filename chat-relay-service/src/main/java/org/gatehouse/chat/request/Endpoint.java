package org.gatehouse.chat.request;

/** The endpoints the relay serves, each with its path below an upstream's base URL and the field it cannot do without. */
public enum Endpoint {
    CHAT("/chat/completions", "messages", Dialect.OPENAI),
    COMPLETIONS("/completions", "prompt", Dialect.OPENAI),
    EMBEDDINGS("/embeddings", "input", Dialect.OPENAI),
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
        return this != EMBEDDINGS && this != COUNT_TOKENS;
    }
}

package org.gatehouse.chat.request;

/** The OpenAI endpoints the relay serves, each with its path below an upstream's base URL and the field it cannot do without. */
public enum Endpoint {
    CHAT("/chat/completions", "messages"),
    COMPLETIONS("/completions", "prompt"),
    EMBEDDINGS("/embeddings", "input");

    private final String path;
    private final String requiredField;

    Endpoint(String path, String requiredField) {
        this.path = path;
        this.requiredField = requiredField;
    }

    public String path() {
        return path;
    }

    public String requiredField() {
        return requiredField;
    }
}

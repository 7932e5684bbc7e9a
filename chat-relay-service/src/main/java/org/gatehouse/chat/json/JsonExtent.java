package org.gatehouse.chat.json;

/** Follows a JSON object that comes in pieces, to know where it ends; whether it is well-formed is for others to say. */
public final class JsonExtent {

    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean complete;

    /** Whether an object began and ended. */
    public boolean complete() {
        return complete;
    }

    public void add(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            if (inText) {
                text(piece.charAt(i));
            } else {
                token(piece.charAt(i));
            }
        }
    }

    private void text(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inText = false;
        }
    }

    private void token(char c) {
        switch (c) {
            case '"' -> inText = true;
            case '{', '[' -> {
                depth++;
                complete = false;
            }
            case '}', ']' -> {
                depth--;
                complete = depth == 0;
            }
            default -> {}
        }
    }
}

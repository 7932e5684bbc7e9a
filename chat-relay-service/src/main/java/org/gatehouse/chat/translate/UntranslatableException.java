package org.gatehouse.chat.translate;

/** The request asks for what the upstream's dialect cannot say. */
public final class UntranslatableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String param;

    /**
     * Makes one.
     *
     * @param param the field at fault
     * @param message for the client
     */
    public UntranslatableException(String param, String message) {
        super(message);
        this.param = param;
    }

    String param() {
        return param;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}

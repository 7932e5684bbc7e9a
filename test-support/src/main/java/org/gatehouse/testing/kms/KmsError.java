package org.gatehouse.testing.kms;

/** An error of the AWS KMS API: its type as the SDK's model names it. */
final class KmsError extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;

    KmsError(String type, String message) {
        this(type, 400, message);
    }

    KmsError(String type, int status, String message) {
        super(message);
        this.type = type;
        this.status = status;
    }

    String type() {
        return type;
    }

    int status() {
        return status;
    }
}

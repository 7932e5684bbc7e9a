package org.gatehouse.testing.kms;

/** An error answer of Vault's HTTP API. */
final class TransitError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    TransitError(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}

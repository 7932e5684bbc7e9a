package org.gatehouse.deploy.up;

/** Ends the start with a failure that the launcher prints; whatever was started before is stopped. */
final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    CannotStart(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}

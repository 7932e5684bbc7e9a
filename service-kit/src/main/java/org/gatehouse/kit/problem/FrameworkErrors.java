package org.gatehouse.kit.problem;

import org.jspecify.annotations.Nullable;

/** What a caller is told about an error of the framework: decided by its status and type, never by its message. */
final class FrameworkErrors {

    static final String COULD_NOT_COMPLETE = "The request could not be completed.";

    private FrameworkErrors() {}

    static PublicError toPublic(int status, String reason, @Nullable Throwable cause) {
        return switch (status) {
            case 400 -> BadInput.describe(cause);
            case 401 -> PublicError.unauthenticated();
            case 403 -> PublicError.of(ErrorKind.FORBIDDEN, "The credential does not permit this.");
            case 404 -> PublicError.of(ErrorKind.NOT_FOUND, "There is nothing at this address.");
            case 405 -> PublicError.of(ErrorKind.METHOD_NOT_ALLOWED, "This address does not support the method.");
            case 406 -> PublicError.of(ErrorKind.NOT_ACCEPTABLE, "None of the accepted media types can be produced.");
            case 408 -> PublicError.of(ErrorKind.REQUEST_TIMEOUT, "The request took too long to arrive.");
            case 409 -> PublicError.of(ErrorKind.CONFLICT, "The request conflicts with the present state.");
            case 413 -> PublicError.of(ErrorKind.REQUEST_TOO_LARGE, "The request is too large.");
            case 415 -> PublicError.of(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported here.");
            case 429 -> PublicError.of(ErrorKind.RATE_LIMITED, "Too many requests.");
            case 502 -> PublicError.of(ErrorKind.UPSTREAM_FAILED, "A service behind this one failed.");
            case 503 -> PublicError.of(ErrorKind.UNAVAILABLE, "The service cannot answer at the moment.");
            case 504 -> PublicError.of(ErrorKind.TIMEOUT, "A service behind this one did not answer in time.");
            default -> other(status, reason);
        };
    }

    private static PublicError other(int status, String reason) {
        if (status >= 500) {
            return PublicError.of(ErrorKind.INTERNAL, COULD_NOT_COMPLETE);
        }
        return PublicError.of(ErrorKind.other(status, reason), "The request was refused.");
    }
}

package org.gatehouse.chat.upstream;

import java.util.function.UnaryOperator;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.jspecify.annotations.Nullable;

/**
 * Why an upstream gave no complete answer.
 *
 * @param error what the client may know of it
 * @param internalReason for our log; never shown, and free of the upstream's own words
 * @param plea the form in which it would take the request
 */
public record Failure(Reason reason, PublicError error, String internalReason, Plea plea) {

    public Failure(Reason reason, PublicError error, String internalReason) {
        this(reason, error, internalReason, Plea.NONE);
    }

    /** The same of an upstream that would take the request in another form. */
    public Failure with(Plea asked) {
        return new Failure(reason, error, internalReason, asked);
    }

    /** Classes of failure, by what may be done about them. */
    public enum Reason {
        /** Nothing reached the upstream. */
        UNREACHABLE,
        /** A time limit passed. */
        TIMED_OUT,
        /** It asked us to slow down. */
        RATE_LIMITED,
        /** It has no capacity now. */
        OVERLOADED,
        /** It failed, or its answer broke off or makes no sense. */
        BROKEN,
        /** It does not take our credential or does not know the model: ours to repair. */
        MISCONFIGURED,
        /** The client's request is at fault. */
        CLIENT
    }

    public static Failure broken(String internalReason) {
        var error = PublicError.of(ErrorKind.UPSTREAM_FAILED, "The upstream model provider failed to answer.");
        return new Failure(Reason.BROKEN, error, internalReason);
    }

    public static Failure timedOut(String internalReason) {
        var error = PublicError.of(ErrorKind.TIMEOUT, "The upstream model provider did not answer in time.");
        return new Failure(Reason.TIMED_OUT, error, internalReason);
    }

    public static Failure unreachable(String internalReason) {
        var error = PublicError.of(ErrorKind.UPSTREAM_FAILED, "The upstream model provider could not be reached.");
        return new Failure(Reason.UNREACHABLE, error, internalReason);
    }

    public static Failure misconfigured(String internalReason) {
        var error = PublicError.of(ErrorKind.UPSTREAM_FAILED, "The upstream model provider refused the request.");
        return new Failure(Reason.MISCONFIGURED, error, internalReason);
    }

    /** There is no memory for the answer; nobody else's would need less. */
    public static Failure noMemory() {
        var error = PublicError.of(
                        ErrorKind.UNAVAILABLE, "There is no memory left here for an answer of this size; try again.")
                .withHeader("Retry-After", "1");
        return new Failure(Reason.CLIENT, error, "no memory for the answer");
    }

    /** We are too busy ourselves; it is worth another try soon. */
    public static Failure busy(String internalReason) {
        var error = PublicError.of(ErrorKind.UNAVAILABLE, "The relay is busy; try again.")
                .withHeader("Retry-After", "1");
        return new Failure(Reason.OVERLOADED, error, internalReason);
    }

    /** The same, with the field at fault under another name. */
    public Failure naming(UnaryOperator<String> name) {
        String param = error.param();
        return param == null ? this : new Failure(reason, error.withParam(name.apply(param)), internalReason, plea);
    }

    /** The request is one that passes as it is, but cannot be written in another dialect. */
    public static Failure untranslatable() {
        var error = PublicError.of(
                ErrorKind.INVALID_REQUEST,
                "This model is asked in another dialect, in which the request cannot be written: it has too many parts,"
                        + " or a number that is out of all range.");
        return new Failure(Reason.CLIENT, error, "untranslatable");
    }

    /** What was read of the request too late for a refusal of our own makes no sense. */
    public static Failure refused(String message, @Nullable String param, @Nullable String code) {
        var kind = new ErrorKind("invalid-request", 400, "Invalid request", "invalid_request_error", code);
        var error = PublicError.of(kind, message);
        return new Failure(Reason.CLIENT, param == null ? error : error.withParam(param), "refused while it came");
    }

    /** The request asks for what the model's upstream cannot do. */
    public static Failure client(String param, String message) {
        var kind = new ErrorKind(
                "invalid-request", 400, "Invalid request", "invalid_request_error", "unsupported_parameter");
        return new Failure(Reason.CLIENT, PublicError.of(kind, message).withParam(param), "unsupported " + param);
    }
}

package org.gatehouse.chat.credential;

import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Failure.Reason;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** What becomes of a caller's own key is the caller's trouble: it is told so, and held against no upstream. */
final class OwnKeyAnswer extends ForwardingAnswer {

    private static final ErrorKind REFUSED = new ErrorKind(
            "provider-key-refused", 400, "Provider key refused", "invalid_request_error", "provider_key_refused");

    private static final ErrorKind DOES_NOT_FIT = new ErrorKind(
            "provider-key-elsewhere",
            400,
            "Provider key does not fit",
            "invalid_request_error",
            "provider_key_elsewhere");

    OwnKeyAnswer(Answer client) {
        super(client);
    }

    /** The caller has a key of the upstream's name that is for another address; the operator's shall not pay instead. */
    static Failure doesNotFit() {
        return new Failure(
                Reason.CLIENT,
                PublicError.of(
                        DOES_NOT_FIT,
                        "Your own provider key is stored for another address than this model's provider has: store it for this one, or delete it."),
                "the caller's key is for another origin");
    }

    @Override
    public void failed(Failure failure) {
        client.failed(
                switch (failure.reason()) {
                    case MISCONFIGURED ->
                        new Failure(
                                Reason.CLIENT,
                                PublicError.of(REFUSED, "The provider refused your own key: check it, or delete it."),
                                "the caller's key was refused");
                    case RATE_LIMITED -> new Failure(Reason.CLIENT, failure.error(), failure.internalReason());
                    case UNREACHABLE, TIMED_OUT, OVERLOADED, BROKEN, CLIENT -> failure;
                });
    }
}

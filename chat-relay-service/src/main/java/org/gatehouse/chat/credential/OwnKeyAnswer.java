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

    OwnKeyAnswer(Answer client) {
        super(client);
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

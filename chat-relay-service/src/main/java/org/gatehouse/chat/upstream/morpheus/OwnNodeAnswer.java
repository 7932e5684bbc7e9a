package org.gatehouse.chat.upstream.morpheus;

import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** Tells a user that it was their own node that failed, and has it looked up anew: they may have taken it back. */
final class OwnNodeAnswer extends ForwardingAnswer {

    private static final String REMEDY = " Check it, or go back to the gateway's with DELETE /api/v1/auth/node.";

    private final Runnable doubt;

    OwnNodeAnswer(Answer client, Runnable doubt) {
        super(client);
        this.doubt = doubt;
    }

    @Override
    public void failed(Failure failure) {
        doubt.run();
        client.failed(
                switch (failure.reason()) {
                    case UNREACHABLE ->
                        told(failure, ErrorKind.UPSTREAM_FAILED, "Your own Morpheus node could not be reached.");
                    case TIMED_OUT ->
                        told(failure, ErrorKind.TIMEOUT, "Your own Morpheus node did not answer in time.");
                    case BROKEN -> told(failure, ErrorKind.UPSTREAM_FAILED, "Your own Morpheus node failed to answer.");
                    case MISCONFIGURED ->
                        told(failure, ErrorKind.UPSTREAM_FAILED, "Your own Morpheus node refused the request.");
                    case RATE_LIMITED, OVERLOADED, CLIENT -> failure;
                });
    }

    private static Failure told(Failure failure, ErrorKind kind, String text) {
        return new Failure(failure.reason(), PublicError.of(kind, text + REMEDY), failure.internalReason());
    }
}

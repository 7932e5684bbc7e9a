package org.gatehouse.chat.upstream.morpheus;

import java.util.List;
import java.util.Locale;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Failure.Reason;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** The node's words, for which it has no codes, and what a client is told instead of them. */
final class NodeFailures {

    private static final List<String> CONFLICT =
            List.of("nonce too low", "nonce too high", "replacement transaction underpriced");
    private static final List<String> NO_PROVIDER = List.of("no bids available", "no provider accepting session");
    private static final List<String> CERTAIN = List.of(
            "execution reverted",
            "exceeds balance",
            "insufficient funds",
            "low agent user allowance",
            "sessiontooshort");
    private static final List<String> SESSION_GONE = List.of("session not found", "session expired");
    private static final List<String> ATTESTATION = List.of("tee attestation failed", "tee verification failed");
    private static final List<String> CAPACITY = List.of("capacity", "overloaded", "rate limit", "too many requests");

    private NodeFailures() {}

    static boolean conflict(String error) {
        return says(error, CONFLICT);
    }

    static boolean sessionGone(String error) {
        return says(error, SESSION_GONE);
    }

    static boolean attestation(String error) {
        return says(error, ATTESTATION);
    }

    static boolean capacity(String error) {
        return says(error, CAPACITY);
    }

    /** Whether a refused open is certain not to have opened anything. */
    static boolean certain(NodeAnswer.Refused refused) {
        return refused.status() < 500 || says(refused.error(), NO_PROVIDER) || says(refused.error(), CERTAIN);
    }

    static Failure refusedOpen(NodeAnswer.Refused refused) {
        if (says(refused.error(), NO_PROVIDER)) {
            return noProvider();
        }
        if (refused.status() == 401 || refused.status() == 403) {
            return Failure.misconfigured("the node refuses our user: status " + refused.status());
        }
        return Failure.misconfigured("the chain refuses to open a session: "
                + (says(refused.error(), List.of("balance", "funds", "allowance"))
                        ? "the wallet does not cover the stake"
                        : "status " + refused.status()));
    }

    static Failure noProvider() {
        return overloaded("No provider of the marketplace serves this model now; try again.", "no provider", 30);
    }

    static Failure queueDeadline() {
        return overloaded("All sessions of this model are busy; try again.", "no session within the queue deadline", 5);
    }

    static Failure overloaded(String publicText, String internalReason, int retrySeconds) {
        var error = PublicError.of(ErrorKind.UNAVAILABLE, publicText)
                .withHeader("Retry-After", Integer.toString(retrySeconds));
        return new Failure(Reason.OVERLOADED, error, internalReason);
    }

    private static boolean says(String error, List<String> words) {
        String lower = error.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }
}

package org.gatehouse.chat.upstream.morpheus;

import org.gatehouse.chat.upstream.Failure;

/**
 * How asking one session has failed.
 *
 * @param fate of the session
 * @param elsewhere whether another session may do better
 */
record SessionOutcome(Failure failure, Fate fate, boolean elsewhere) {

    /** What a failure that the answer's reader found says about the session. */
    static SessionOutcome of(Failure failure) {
        return switch (failure.reason()) {
            case BROKEN -> new SessionOutcome(failure, Fate.FAILED, true);
            case TIMED_OUT -> new SessionOutcome(failure, Fate.FAILED, false);
            case RATE_LIMITED, OVERLOADED -> new SessionOutcome(failure, Fate.WELL, true);
            case CLIENT, MISCONFIGURED, UNREACHABLE -> new SessionOutcome(failure, Fate.WELL, false);
        };
    }
}

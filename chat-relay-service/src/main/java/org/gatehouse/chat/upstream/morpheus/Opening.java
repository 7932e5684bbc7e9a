package org.gatehouse.chat.upstream.morpheus;

import java.time.Instant;
import java.util.Set;
import org.gatehouse.chat.upstream.Failure;

/** What came of trying to open a session. */
sealed interface Opening {

    /** It is open, and ours. */
    record Opened(NodeSession session) implements Opening {}

    /** It is not open and will not be. */
    record Refused(Failure failure) implements Opening {}

    /**
     * It may be open or still become so. Nobody opens another one for the model until it was found or cannot come any more.
     *
     * @param before ids of the sessions that were there before
     * @param until when it can no longer take effect
     * @param conflict whether another transaction of the wallet was in its way
     */
    record Pending(String model, Set<String> before, Instant since, Instant until, boolean conflict)
            implements Opening {

        public Pending {
            before = Set.copyOf(before);
        }
    }
}

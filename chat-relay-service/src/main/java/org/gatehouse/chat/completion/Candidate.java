package org.gatehouse.chat.completion;

import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.target.Health;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.Upstream;

/**
 * One way of answering a request.
 *
 * @param upstream the one to ask, translated where that is needed
 * @param acting the same before the translation
 * @param health what is known of the way, to be told how it went
 */
record Candidate(Model model, Upstream upstream, Upstream acting, Health health) {

    /** Whether the other one is the same model by another way. */
    boolean isAlso(Candidate other) {
        return model.id().equals(other.model.id());
    }

    /** Whether the request is taken apart and written anew for it. */
    boolean isTranslated() {
        return upstream.translates();
    }

    void answered(long firstTokenNanos, long now) {
        if (acting.concernsAll()) {
            health.answered(firstTokenNanos, now);
        }
    }

    void failed(Failure failure, long now) {
        if (acting.concernsAll()) {
            health.failed(failure, now);
        }
    }
}

package org.gatehouse.chat.completion;

import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.target.Health;
import org.gatehouse.chat.upstream.Upstream;

/**
 * One way of answering a request.
 *
 * @param health what is known of the way, to be told how it went
 */
record Candidate(Model model, Upstream upstream, Health health) {

    /** Whether the other one is the same model by another way. */
    boolean isAlso(Candidate other) {
        return model.id().equals(other.model.id());
    }
}

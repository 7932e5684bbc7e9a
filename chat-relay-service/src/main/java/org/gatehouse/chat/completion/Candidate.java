package org.gatehouse.chat.completion;

import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.chat.upstream.Upstream;

/** One way of answering a request. */
record Candidate(Model model, Upstream upstream) {

    Candidate actingFor(Acting user) {
        return new Candidate(model, upstream.actingFor(user));
    }
}

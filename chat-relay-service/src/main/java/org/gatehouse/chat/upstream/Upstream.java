package org.gatehouse.chat.upstream;

import io.netty.channel.EventLoop;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;

/** Something that answers model requests: one implementation per dialect or provider. */
public interface Upstream {

    /** Its name in the configuration and in the catalogue. */
    String name();

    boolean serves(Endpoint endpoint);

    /** Whether it may be asked there although nobody said that it can, since it may say so itself. */
    default boolean mayServe(Endpoint endpoint) {
        return serves(endpoint);
    }

    /** Whether a request is written anew for it, and takes the memory for that. */
    default boolean translates() {
        return false;
    }

    TimeLimits limits();

    /** The same for one user, where it matters for whom it is asked. */
    default Upstream actingFor(Acting user) {
        return this;
    }

    /**
     * Whether how the request went tells how this upstream fares for everybody: not when it went to a place of the caller's own,
     * or never got as far. To be asked on the event loop once the answer has ended.
     */
    default boolean concernsAll() {
        return true;
    }

    /**
     * Asks for one answer; called on {@code loop}, where every call on {@code answer} comes, none before this returns.
     *
     * @param model the model that answers, which a fallback makes another than the one in the request
     */
    Generation start(ModelRequest request, Model model, EventLoop loop, Answer answer);
}

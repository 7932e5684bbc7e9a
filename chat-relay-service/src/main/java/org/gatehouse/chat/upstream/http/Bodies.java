package org.gatehouse.chat.upstream.http;

import org.gatehouse.chat.upstream.Answer;

/** How one dialect reads the bodies of answers that began as a success. */
public interface Bodies {

    Body whole(UpstreamErrors errors);

    /** Hands frames and usage to {@code answer} as they come; the end is the outcome's to tell. */
    Body stream(Answer answer, UpstreamErrors errors);

    /** Whether answers of this kind are not read at all, but passed on as they come. */
    default boolean opaque() {
        return false;
    }

    /** A whole answer out of events that came although no stream was asked for. */
    default Body joined(UpstreamErrors errors) {
        return whole(errors);
    }

    /** Events out of a whole answer that came although a stream was asked for. */
    default Body unrolled(Answer answer, UpstreamErrors errors) {
        return new UnexpectedBody(errors);
    }
}

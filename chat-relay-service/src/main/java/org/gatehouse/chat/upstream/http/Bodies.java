package org.gatehouse.chat.upstream.http;

import org.gatehouse.chat.upstream.Answer;

/** How one dialect reads the bodies of answers that began as a success. */
public interface Bodies {

    Body whole(UpstreamErrors errors);

    /** Hands frames and usage to {@code answer} as they come; the end is the outcome's to tell. */
    Body stream(Answer answer, UpstreamErrors errors);
}

package org.gatehouse.kit.guard;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Counts the requests let through on a connection whose responses are not yet written to their end. */
final class OpenExchanges {

    private int count;
    private boolean begun;
    private boolean interim;

    void requestPassed() {
        count++;
    }

    int count() {
        return count;
    }

    /** Whether the response of the oldest one has begun. */
    boolean responseBegun() {
        return begun;
    }

    void written(Object message) {
        if (message instanceof HttpResponse head) {
            interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            begun |= !interim;
        }
        if (message instanceof LastHttpContent && !interim) {
            count--;
            begun = false;
        }
    }
}

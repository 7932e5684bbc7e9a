package org.gatehouse.kit.upstream;

import java.io.IOException;

/** A body was longer than its reader was ready to hold. */
public final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(int maxBytes) {
        super("longer than " + maxBytes + " bytes");
    }
}

package org.gatehouse.testing.morpheus;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids as the contract makes them: 32 bytes that tell nothing of who opened the session. */
final class SessionIds {

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private long made;

    /** An id and its place in the order of opening. */
    record Id(String text, long number) {}

    Id next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Id("0x" + HexFormat.of().formatHex(bytes), ++made);
    }
}

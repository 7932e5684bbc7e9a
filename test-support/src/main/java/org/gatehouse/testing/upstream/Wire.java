package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Where an answer goes. */
interface Wire {

    /** Lets time pass, unless the client leaves meanwhile. */
    void pause(int millis) throws IOException;

    void whole(int status, String headers, byte[] body) throws IOException;

    /** Begins an answer of status 200 that comes in chunks. */
    void begin(String headers) throws IOException;

    void chunk(byte[] bytes) throws IOException;

    default void chunk(String text) throws IOException {
        chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    void lastChunk() throws IOException;
}

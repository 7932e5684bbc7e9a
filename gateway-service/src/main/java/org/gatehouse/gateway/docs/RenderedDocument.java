package org.gatehouse.gateway.docs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes to send, and the tag by which a client tells that it has them. */
final class RenderedDocument {

    private final byte[] json;
    private final String etag;

    RenderedDocument(byte[] json) {
        this.json = json.clone();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json);
            this.etag = '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    byte[] json() {
        return json.clone();
    }

    String etag() {
        return etag;
    }
}

package org.gatehouse.catalog.listing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/** A document ready to be sent, and the strong ETag of exactly these bytes; nobody writes into them. */
final class Page {

    private final byte[] body;
    private final String etag;

    private Page(byte[] body, String etag) {
        this.body = body;
        this.etag = etag;
    }

    byte[] body() {
        return body;
    }

    String etag() {
        return etag;
    }

    static Page of(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return new Page(body, '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Joins elements that are JSON already into one array between the given ends. */
    static Page joined(String before, List<byte[]> elements, String after) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        for (Iterator<byte[]> each = elements.iterator(); each.hasNext(); ) {
            bytes.writeBytes(each.next());
            if (each.hasNext()) {
                bytes.write(',');
            }
        }
        bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return of(bytes.toByteArray());
    }
}

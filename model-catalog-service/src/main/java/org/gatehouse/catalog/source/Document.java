package org.gatehouse.catalog.source;

import org.jspecify.annotations.Nullable;

/** What fetching a document came to. */
sealed interface Document {

    /** Whoever gets the bytes owns them. */
    final class Fetched implements Document {
        private final byte[] body;
        private final @Nullable String etag;

        Fetched(byte[] body, @Nullable String etag) {
            this.body = body;
            this.etag = etag;
        }

        byte[] body() {
            return body;
        }

        @Nullable
        String etag() {
            return etag;
        }
    }

    record NotModified() implements Document {}

    record Failed(String internalReason) implements Document {}
}

package org.gatehouse.catalog.source;

import org.jspecify.annotations.Nullable;

/** By what a copy is known to be still the same: the origin's ETag, and the digest of the bytes for origins without one. */
record Validators(@Nullable String etag, @Nullable String digest) {

    static final Validators NONE = new Validators(null, null);
}

package org.gatehouse.vault.rotation;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A wrapping key and how many records need it. */
@Introspected
record KeyCount(
        String provider,
        String keyId,
        int keyVersion,
        long records,
        @Nullable Instant retiredAt) {}

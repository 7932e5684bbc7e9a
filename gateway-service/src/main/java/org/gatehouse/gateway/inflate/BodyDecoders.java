package org.gatehouse.gateway.inflate;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.gatehouse.kit.guard.BodyDecoder;
import org.jspecify.annotations.Nullable;

/** The codings of bodies that are undone here, each as often at once as there is memory for. */
@Singleton
public final class BodyDecoders {

    private static final int MOST_ZSTD = 16;

    /** Each has a window of memory beyond the heap. */
    private final Semaphore zstd = new Semaphore(MOST_ZSTD);

    /** Null for a coding that is not known, or has no room at the moment. */
    public @Nullable BodyDecoder open(String coding) {
        return switch (coding) {
            case "gzip", "x-gzip" -> new GzipBody();
            case "zstd" -> zstd.tryAcquire() ? new ZstdBody(zstd::release) : null;
            default -> null;
        };
    }
}

package org.gatehouse.catalog.listing;

import jakarta.inject.Singleton;
import org.gatehouse.kit.guard.RequestAllowance;

/**
 * Lets an encoded slash pass in model ids, where it is a part of the id: the router decodes it once, and what comes out is
 * looked up in the catalogue and never used as a path.
 */
@Singleton
final class ModelIdAllowance implements RequestAllowance {

    private static final long MAX_BODY_BYTES = 16 * 1024;

    /** Only administration sends bodies, and those are a line long. */
    @Override
    public long maxBodyBytes(String method, String path) {
        return MAX_BODY_BYTES;
    }

    @Override
    public boolean encodedSlash(String path) {
        return path.startsWith("/v1/models/")
                || path.startsWith("/api/v1/models/")
                || path.startsWith("/admin/models/");
    }
}

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
    private static final long MAX_REPORT_BYTES = 4 * 1024 * 1024;

    /** Administration sends bodies of a line; only a relay's report has a line for each target. */
    @Override
    public long maxBodyBytes(String method, String path) {
        return path.startsWith("/internal/models/health/") ? MAX_REPORT_BYTES : MAX_BODY_BYTES;
    }

    @Override
    public boolean encodedSlash(String path) {
        return path.startsWith("/v1/models/")
                || path.startsWith("/api/v1/models/")
                || path.startsWith("/admin/models/");
    }
}

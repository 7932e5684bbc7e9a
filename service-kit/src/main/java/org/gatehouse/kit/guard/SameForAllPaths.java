package org.gatehouse.kit.guard;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;

/** The allowance of a service that makes no difference between its paths. */
@Singleton
@Requires(missingBeans = RequestAllowance.class)
final class SameForAllPaths implements RequestAllowance {

    private final long maxBodyBytes;

    SameForAllPaths(HttpServerConfiguration server) {
        this.maxBodyBytes = server.getMaxRequestSize();
    }

    @Override
    public long maxBodyBytes(String method, String path) {
        return maxBodyBytes;
    }
}

package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;
import org.gatehouse.kit.guard.RequestAllowance;

/** Lets every scripted path have what the server's configuration says, whatever the edge's routes are. */
@Singleton
@Primary
@Requires(property = "spec", value = "edge")
final class ScriptedAllowance implements RequestAllowance {

    private final long maxBodyBytes;

    ScriptedAllowance(HttpServerConfiguration server) {
        this.maxBodyBytes = server.getMaxRequestSize();
    }

    @Override
    public long maxBodyBytes(String method, String path) {
        return maxBodyBytes;
    }

    @Override
    public boolean webSocket(String host, String path) {
        return !path.startsWith("/plain");
    }
}

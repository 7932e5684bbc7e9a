package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.gateway.overload.ConcurrencyLimit;
import org.gatehouse.gateway.overload.OverloadConfig;
import org.gatehouse.gateway.tunnel.Lease;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.TargetGroup;
import org.jspecify.annotations.Nullable;

/** Decides by the first segment of a path what a test wants to see. */
@Singleton
@Primary
@Requires(property = "spec", value = "edge")
final class ScriptedPolicy implements EdgePolicy {

    static final CallLimits LIMITS =
            new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30));

    volatile TargetGroup group = TargetGroup.fixed();
    volatile CallLimits limits = LIMITS;
    volatile ConcurrencyLimit concurrency = new ConcurrencyLimit(new OverloadConfig(100, 10_000, 1000, 3));
    volatile Lease lease = Lease.UNLIMITED;
    final CompletableFuture<Boolean> decided = new CompletableFuture<>();

    void forwardTo(URI... targets) {
        group = TargetGroup.fixed(targets);
    }

    @Override
    public Decision decide(EdgeRequest request) {
        var path = request.path();
        if (path.startsWith("/local")) {
            return new Decision.Local("local");
        }
        if (path.startsWith("/refused")) {
            return new Decision.Refuse("refused", "", PublicError.of(ErrorKind.FORBIDDEN, "No."));
        }
        if (path.startsWith("/pending")) {
            return new Decision.Pending(decided.thenApplyAsync(done -> forward(request)));
        }
        if (path.startsWith("/failing")) {
            throw new IllegalStateException("a bug in the policy");
        }
        return forward(request);
    }

    private Decision forward(EdgeRequest request) {
        return new Decision.Forward(
                "proxied",
                "tester",
                group,
                request.target(),
                Map.of(HttpHeaderNames.AUTHORIZATION, AsciiString.cached("Bearer ours")),
                limits,
                concurrency,
                ResponseStamp.NONE,
                tunnel(request));
    }

    private @Nullable Lease tunnel(EdgeRequest request) {
        return request.headers().contains("upgrade", "websocket", true) ? lease : null;
    }
}

package org.gatehouse.gateway.limit;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Counts a request against what its client, its route and its address may have. A client is an account, whichever of its
 * keys and sessions it uses, or an address where nobody has to say who they are. A key that was given a limit is counted
 * by itself besides. One that an administrator gave more than the route has is counted by itself instead, and all such
 * keys of one account once more together, so that no number of keys is a way around.
 */
@Singleton
public final class LimitRequests {

    private static final Subject EVERYBODY = new Subject.Everybody();
    private static final Allowance UNLIMITED = new Allowance.Unlimited();

    private final LimitsConfig config;
    private final Buckets buckets;
    private final LimitMeters meters;

    LimitRequests(LimitsConfig config, Buckets buckets, LimitMeters meters) {
        this.config = config;
        this.buckets = buckets;
        this.meters = meters;
    }

    /** @param caller null on public routes */
    public Allowance admit(RouteLimits route, String routeName, InetAddress address, Caller.@Nullable User caller) {
        var allowance = caller == null
                ? take(route, route.group(), Subject.of(address), perClient(route))
                : ofCaller(route, caller);
        if (route.inAll() > 0) {
            allowance = allowance.and(() -> take(route, "route-" + routeName, EVERYBODY, route.inAll()));
        }
        if (config.address() > 0) {
            allowance = allowance.and(() -> take(route, "address", Subject.of(address), config.address()));
        }
        return meters.counted(routeName, allowance);
    }

    /** Counts what no credential stands for: a page for everybody, or a request that is refused for want of one. */
    public Allowance admitNobody(String routeName, InetAddress address) {
        return meters.counted(routeName, take(RouteLimits.DEFAULT, "address", Subject.of(address), config.address()));
    }

    private Allowance ofCaller(RouteLimits route, Caller.User caller) {
        var own = caller.limits().requestsPerMinute();
        if (own.isEmpty() || caller.keyId().isEmpty()) {
            return ofAccount(route, caller);
        }
        var ofKey = take(route, "key", new Subject.Key(caller.keyId().get()), own.getAsInt());
        return caller.limits().mayExceedRoute()
                ? ofKey.and(() -> take(route, "keys", new Subject.Account(caller.accountId()), config.keys()))
                : ofKey.and(() -> ofAccount(route, caller));
    }

    private Allowance ofAccount(RouteLimits route, Caller.User caller) {
        return take(route, route.group(), new Subject.Account(caller.accountId()), ofRoles(perClient(route), caller));
    }

    private int perClient(RouteLimits route) {
        return route.perClient().orElse(config.requests());
    }

    private int ofRoles(int limit, Caller.User caller) {
        int most = limit;
        if (limit > 0 && !config.perRole().isEmpty()) {
            for (var role : caller.roles()) {
                var ofRole = config.perRole().get(role);
                if (ofRole != null) {
                    if (ofRole == 0) {
                        return 0;
                    }
                    most = Math.max(most, ofRole);
                }
            }
        }
        return most;
    }

    private Allowance take(RouteLimits route, String group, Subject subject, int perMinute) {
        return perMinute <= 0
                ? UNLIMITED
                : buckets.take(new BucketKey(group, subject, perMinute), route.withoutStore());
    }
}

package org.gatehouse.gateway.authn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refused credentials per client address and minute. Who is over the limit gets 429 for what would have to be looked
 * up or verified; a key the edge knows already goes on working, so that nobody can lock out their neighbours.
 */
@Singleton
final class FailedAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    private record Window(Instant end, AtomicInteger failures) {}

    private final Cache<String, Window> windows;
    private final int limit;
    private final InstantSource clock;

    FailedAttempts(AuthnConfig config, InstantSource clock) {
        this.limit = config.failuresPerMinute();
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(config.trackedAddresses())
                .expireAfterWrite(WINDOW)
                .build();
    }

    void record(InetAddress client) {
        var network = network(client);
        var window = windows.get(network, _ -> fresh());
        if (!clock.instant().isBefore(window.end())) {
            window = fresh();
            windows.put(network, window);
        }
        window.failures().incrementAndGet();
    }

    /** How long to wait, in whole seconds from 1 to 60, when the address has failed too often. */
    Optional<Duration> blocked(InetAddress client) {
        var window = windows.getIfPresent(network(client));
        if (window == null || window.failures().get() < limit) {
            return Optional.empty();
        }
        long leftMillis = Duration.between(clock.instant(), window.end()).toMillis();
        return leftMillis <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((leftMillis + 999) / 1000));
    }

    private Window fresh() {
        return new Window(clock.instant().plus(WINDOW), new AtomicInteger());
    }

    /** A customer is given a /64 of IPv6 at least, so that is what counts as one address. */
    private static String network(InetAddress client) {
        return client instanceof Inet6Address
                ? HexFormat.of().formatHex(client.getAddress(), 0, IPV6_NETWORK_BYTES)
                : client.getHostAddress();
    }
}

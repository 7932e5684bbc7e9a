package org.gatehouse.gateway.authn;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import org.gatehouse.kit.revocation.RevocationFeed;
import org.gatehouse.kit.revocation.Revocations;

/** What an operator watches of authentication: whether revocations are heard, and how much is remembered. */
@Singleton
final class AuthnMeters implements MeterBinder {

    private final RevocationFeed feed;
    private final Revocations revocations;
    private final KnownKeys keys;

    AuthnMeters(RevocationFeed feed, Revocations revocations, KnownKeys keys) {
        this.feed = feed;
        this.revocations = revocations;
        this.keys = keys;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("gatehouse.edge.revocations.live", feed, state -> state.isLive() ? 1 : 0)
                .description("1 while revocations are heard of at once, 0 while the stream is lost")
                .register(registry);
        Gauge.builder("gatehouse.edge.revocations.remembered", revocations, Revocations::size)
                .description("credentials taken back whose tokens have not expired yet")
                .register(registry);
        Gauge.builder("gatehouse.edge.keys.known", keys, KnownKeys::size)
                .description("API keys and tokens of the realm that need not be asked about")
                .register(registry);
    }
}

package org.gatehouse.chat.upstream.echo;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.gatehouse.chat.count.Counting;
import org.gatehouse.chat.upstream.Upstream;
import org.gatehouse.chat.upstream.UpstreamConfig;

/** Makes the upstreams of kind {@code echo}. */
@Singleton
public final class EchoUpstreams {

    private final EchoConfig config;
    private final Executor counting;
    private final InstantSource clock;

    EchoUpstreams(EchoConfig config, @Named(Counting.NAME) Executor counting, InstantSource clock) {
        this.config = config;
        this.counting = counting;
        this.clock = clock;
    }

    public Upstream of(UpstreamConfig upstream) {
        return new EchoUpstream(upstream.name(), upstream.limits(), config, counting, clock);
    }
}

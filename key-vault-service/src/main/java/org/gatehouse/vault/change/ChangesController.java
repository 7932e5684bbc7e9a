package org.gatehouse.vault.change;

import static reactor.core.publisher.FluxSink.OverflowStrategy.IGNORE;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.gatehouse.kit.token.Caller;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Streams whose secrets have changed, for service tokens only: ids, and nothing of what was stored. */
@Controller("/internal/secrets/changes")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
final class ChangesController {

    private static final Duration PING = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 10_000;

    private final Changes changes;

    ChangesController(Changes changes) {
        this.changes = changes;
    }

    /** An event {@code changed} with the owner's id for each change, and {@code listening} when earlier ones may have been missed. */
    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> stream(Caller.Service caller) {
        return Flux.<Event<String>>create(this::subscribe, IGNORE)
                .onBackpressureBuffer(MOST_WAITING)
                .publish(live -> live.mergeWith(pings().takeUntilOther(live.ignoreElements())));
    }

    private static Flux<Event<String>> pings() {
        return Flux.interval(PING).map(_ -> Event.of("").comment("ping")).onBackpressureDrop();
    }

    private void subscribe(FluxSink<Event<String>> sink) {
        var hearer = new Changes.Hearer() {
            @Override
            public void changed(String owner) {
                sink.next(Event.of(owner).name("changed"));
            }

            @Override
            public void listening() {
                sink.next(Event.of("{}").name("listening"));
            }
        };
        sink.onDispose(() -> changes.remove(hearer));
        changes.add(hearer);
    }
}

package org.gatehouse.auth.revocation;

import static reactor.core.publisher.FluxSink.OverflowStrategy.IGNORE;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Streams revocations to the other services, from the cursor they have, or all that still matter. */
@Hidden
@Controller("/internal/revocations")
class RevocationsController {

    private static final Duration PING = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 10_000;

    private final RevocationFeed feed;

    RevocationsController(RevocationFeed feed) {
        this.feed = feed;
    }

    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Secured("service")
    Publisher<Event<String>> stream(@Nullable @Header("Last-Event-ID") Long cursor) {
        return Flux.<Event<String>>create(sink -> subscribe(sink, cursor == null ? 0 : cursor), IGNORE)
                .onBackpressureBuffer(MOST_WAITING)
                .publish(live -> live.mergeWith(pings().takeUntilOther(live.ignoreElements())));
    }

    private static Flux<Event<String>> pings() {
        return Flux.interval(PING).map(tick -> Event.of("").comment("ping")).onBackpressureDrop();
    }

    private void subscribe(FluxSink<Event<String>> sink, long cursor) {
        var subscriber = new RevocationFeed.Subscriber(
                missed -> {
                    missed.forEach(revocation -> sink.next(event(revocation)));
                    sink.next(Event.of("{}").name("ready"));
                },
                revocation -> sink.next(event(revocation)),
                sink::complete);
        sink.onDispose(() -> feed.unsubscribe(subscriber));
        feed.subscribe(subscriber, cursor);
    }

    private static Event<String> event(Revocation revocation) {
        var data = """
                {"kind":"%s","id":"%s","at":"%s","until":"%s"}""".formatted(revocation.kind().wire(), revocation.subject(), revocation.at(), revocation.until());
        return Event.of(data).id(Long.toString(revocation.cursor())).name("revocation");
    }
}

package org.gatehouse.catalog.listing;

import com.fasterxml.jackson.databind.node.TextNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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

/** The whole catalogue for relays, with upstreams: for service tokens only. */
@Controller("/internal/models")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
final class FeedController {

    private static final Duration PING = Duration.ofSeconds(5);

    private final CurrentListing current;

    FeedController(CurrentListing current) {
        this.current = current;
    }

    @Get
    HttpResponse<byte[]> feed(HttpRequest<?> request, Caller.Service caller) {
        return Conditional.answer(request, current.listing().feed());
    }

    /** One event with the feed's ETag at once, and one for each change; whoever hears of an ETag it does not hold asks for the feed. */
    @Get("/changes")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> changes(Caller.Service caller) {
        var tags = current.feedTags()
                .map(etag ->
                        Event.of("{\"etag\":" + TextNode.valueOf(etag) + "}").name("change"));
        return tags.publish(live -> live.mergeWith(pings().takeUntilOther(live.ignoreElements())));
    }

    private static Flux<Event<String>> pings() {
        return Flux.interval(PING).map(_ -> Event.of("").comment("ping")).onBackpressureDrop();
    }
}

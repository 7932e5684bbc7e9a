package org.gatehouse.catalog.listing;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import org.gatehouse.kit.token.Caller;

/** The whole catalogue for relays, with upstreams: for service tokens only. */
@Controller("/internal/models")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
final class FeedController {

    private final CurrentListing current;

    FeedController(CurrentListing current) {
        this.current = current;
    }

    @Get
    HttpResponse<byte[]> feed(HttpRequest<?> request, Caller.Service caller) {
        return Conditional.answer(request, current.listing().feed());
    }
}

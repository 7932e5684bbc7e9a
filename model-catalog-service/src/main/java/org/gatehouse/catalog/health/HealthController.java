package org.gatehouse.catalog.health;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Where relays report what they see, each under an id of its own that lives as long as its process; for relays only. */
@Controller("/internal/models/health")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class HealthController {

    private static final String RELAY = "chat-relay-service";

    private final GatherReports gather;
    private final ErrorResponses errors;

    HealthController(GatherReports gather, ErrorResponses errors) {
        this.gather = gather;
        this.errors = errors;
    }

    /** 204; 400 for what makes no sense, and then the relay's last report stays. */
    @Put("/{relay}")
    HttpResponse<?> report(
            HttpRequest<?> request, @PathVariable UUID relay, @Body RelayReport report, Caller.Service caller) {
        if (!caller.clientId().equals(RELAY)) {
            return errors.of(request, PublicError.of(ErrorKind.FORBIDDEN, "Only relays may report."));
        }
        return gather.take(relay, report)
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.invalid("targets", "hold an unknown status or latency, or too many"));
    }
}

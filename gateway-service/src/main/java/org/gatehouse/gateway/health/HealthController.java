package org.gatehouse.gateway.health;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import org.gatehouse.gateway.authn.AuthnState;
import org.jspecify.annotations.Nullable;

@Controller("/health")
@PermitAll
@Tag(name = "edge")
final class HealthController {

    private final PollServices poll;
    private final AuthnState authn;
    private final @Nullable PollKeycloak keycloak;

    HealthController(PollServices poll, AuthnState authn, @Nullable PollKeycloak keycloak) {
        this.keycloak = keycloak;
        this.poll = poll;
        this.authn = authn;
    }

    @Get
    @Operation(summary = "State of the suite and of each service")
    @ApiResponse(responseCode = "200", description = "The suite serves, perhaps not in every part")
    @ApiResponse(responseCode = "503", description = "The suite can serve nobody")
    HttpResponse<SuiteHealth> health() {
        var services = SuiteHealth.of(poll.latest(), authn.knowsCredentials(), authn.hearsRevocations());
        var health = keycloak == null ? services : services.with(keycloak.latest());
        var status = health.status() == Status.UNHEALTHY ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
        return HttpResponse.status(status).<SuiteHealth>body(health).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}

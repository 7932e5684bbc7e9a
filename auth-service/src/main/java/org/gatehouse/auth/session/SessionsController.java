package org.gatehouse.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** The caller's own sessions; one of somebody else is as absent as one that never was. */
@Controller("/api/v1/auth/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Sessions")
class SessionsController {

    private final SessionRepository sessions;
    private final EndSession endSession;
    private final ErrorResponses errors;
    private final InstantSource clock;
    private final @Nullable ProviderSessions elsewhere;

    SessionsController(
            SessionRepository sessions,
            EndSession endSession,
            ErrorResponses errors,
            InstantSource clock,
            @Nullable ProviderSessions elsewhere) {
        this.elsewhere = elsewhere;
        this.sessions = sessions;
        this.endSession = endSession;
        this.errors = errors;
        this.clock = clock;
    }

    @Operation(operationId = "listSessions", summary = "Your open sessions", description = "The one last used first.")
    @ApiResponse(responseCode = "200", description = "Your open sessions")
    @Get
    @Secured("read")
    Listing list(Caller.User caller) {
        var owner = new AccountId(caller.accountId());
        var here = sessions.open(owner, clock.instant());
        var there = elsewhere == null ? List.<OpenedSession>of() : elsewhere.open(owner);
        return new Listing(Stream.concat(here.stream(), there.stream())
                .map(session -> View.of(session, caller.sessionId()))
                .toList());
    }

    @Operation(
            operationId = "endSession",
            summary = "End one of your sessions",
            description = "Its tokens are refused everywhere within a second.")
    @ApiResponse(responseCode = "204", description = "The session has ended")
    @ApiResponse(responseCode = "404", description = "You have no such session")
    @Delete("/{id}")
    @Secured("write")
    HttpResponse<?> end(HttpRequest<?> request, Caller.User caller, UUID id) {
        return endSession.end(new SessionId(id), new AccountId(caller.accountId()))
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "Session not found"));
    }

    /** An open session. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Session")
    record View(
            UUID id,

            @Schema(description = "Whether it is the one you ask with")
            boolean current,

            @Schema(description = "What the client called itself at login") @JsonInclude @Nullable
            String userAgent,

            Instant createdAt,
            Instant lastUsedAt,

            @Schema(description = "Left out for a session that Keycloak keeps") @Nullable
            Instant expiresAt) {

        static View of(OpenedSession session, Optional<UUID> current) {
            return new View(
                    session.id().value(),
                    current.filter(session.id().value()::equals).isPresent(),
                    session.userAgent().orElse(null),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt().orElse(null));
        }
    }

    /** All of them. */
    @Serdeable
    @Schema(name = "SessionList")
    record Listing(List<View> data) {}
}

package org.gatehouse.auth.user;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.Role;
import org.gatehouse.auth.totp.SecondFactor;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;

/** Tells callers who they are. */
@Controller("/api/v1/auth/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Accounts")
class MeController {

    private final Accounts accounts;
    private final SecondFactor secondFactor;
    private final ErrorResponses errors;

    MeController(Accounts accounts, SecondFactor secondFactor, ErrorResponses errors) {
        this.accounts = accounts;
        this.secondFactor = secondFactor;
        this.errors = errors;
    }

    @Operation(
            operationId = "me",
            summary = "Your account",
            description = "The permissions are those of the credential you ask with.")
    @ApiResponse(
            responseCode = "200",
            description = "Your account",
            content = @Content(schema = @Schema(implementation = Me.class)))
    @Get
    @Secured("read")
    HttpResponse<?> me(HttpRequest<?> request, Caller.User caller) {
        return accounts.active(new AccountId(caller.accountId()))
                .<HttpResponse<?>>map(
                        account -> HttpResponse.ok(Me.of(account, caller, secondFactor.enabled(account.id()))))
                .orElseGet(() -> errors.of(request, PublicError.unauthenticated()));
    }

    /** The caller's own account. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Me")
    record Me(
            UUID id,
            String name,
            String email,
            List<String> roles,
            List<String> permissions,

            @Schema(description = "local, or where the account logs in")
            String identityProvider,

            @Schema(description = "Whether a second factor is set up")
            boolean mfaEnabled,

            Instant createdAt) {

        static Me of(Account account, Caller.User caller, boolean mfaEnabled) {
            return new Me(
                    account.id().value(),
                    account.name(),
                    account.email().value(),
                    account.roles().stream().map(Role::wire).toList(),
                    caller.permissions().stream().sorted().map(Permission::wire).toList(),
                    account.login().provider().wire(),
                    mfaEnabled,
                    account.createdAt());
        }
    }
}

package org.gatehouse.auth.user;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Accounts;
import org.gatehouse.auth.account.BusyError;
import org.gatehouse.auth.account.RegisterAccount;
import org.gatehouse.auth.account.RegisterNewcomer;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.jspecify.annotations.Nullable;

/** Accounts for administrators; everybody else sees their own and no other. */
@Controller("/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Users", description = "Accounts, for administrators")
class UsersController {

    private final Accounts accounts;
    private final RegisterNewcomer registerNewcomer;
    private final ChangeUser changeUser;
    private final DeleteUser deleteUser;
    private final UserRights rights;
    private final ErrorResponses errors;

    UsersController(
            Accounts accounts,
            RegisterNewcomer registerNewcomer,
            ChangeUser changeUser,
            DeleteUser deleteUser,
            UserRights rights,
            ErrorResponses errors) {
        this.accounts = accounts;
        this.registerNewcomer = registerNewcomer;
        this.changeUser = changeUser;
        this.deleteUser = deleteUser;
        this.rights = rights;
        this.errors = errors;
    }

    @Operation(operationId = "getUser", summary = "An account", description = "Your own, or any with admin.")
    @ApiResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such account, or it is not yours")
    @Get("/{id}")
    @Secured("read")
    HttpResponse<?> get(HttpRequest<?> request, Caller.User caller, String id) {
        var all = caller.permissions().contains(Permission.ADMIN);
        return AccountId.parse(id)
                .filter(account -> all || account.value().equals(caller.accountId()))
                .flatMap(accounts::findPerson)
                .<HttpResponse<?>>map(account -> HttpResponse.ok(UserView.of(account)))
                .orElseGet(() -> notFound(request));
    }

    @Operation(
            operationId = "searchUsers",
            summary = "Find accounts",
            description = "By a part of name or address; at most 200.")
    @ApiResponse(responseCode = "200", description = "Those that fit, by address")
    @Get
    @Secured("admin")
    UserView.Listing search(@Nullable @QueryValue String query) {
        return new UserView.Listing(accounts.search(query == null ? "" : query).stream()
                .map(UserView::of)
                .toList());
    }

    @Operation(operationId = "createUser", summary = "Open an account", description = "With roles of your choice.")
    @ApiResponse(
            responseCode = "201",
            description = "The account is open",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    @ApiResponse(responseCode = "400", description = "A field is missing, wrong or unknown")
    @ApiResponse(
            responseCode = "401",
            description = "The second factor is due, or a new login while no administrator has one")
    @ApiResponse(responseCode = "403", description = "An administrator is to be made, and you ask with an API key")
    @ApiResponse(responseCode = "409", description = "There is an account with this e-mail address")
    @Post
    @Secured("admin")
    HttpResponse<?> create(HttpRequest<?> request, Caller.User caller, @Valid @Body NewUser body) {
        var objection = rights.objectionToOpening(body, caller);
        if (objection.isPresent()) {
            return errors.of(request, objection.get());
        }
        return switch (registerNewcomer.register(body.name(), body.email(), body.password(), body.parsedRoles())) {
            case RegisterAccount.Outcome.Registered(var account) -> HttpResponse.created(UserView.of(account));
            case RegisterAccount.Outcome.Taken() ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "There is an account with this e-mail address."));
            case RegisterAccount.Outcome.Invalid(var faults) -> errors.of(request, PublicError.invalid(faults));
            case RegisterAccount.Outcome.TooBusy() -> errors.of(request, BusyError.ERROR);
        };
    }

    @Operation(
            operationId = "changeUser",
            summary = "Change an account",
            description =
                    "A new password ends its sessions. Disabling and new roles take back its tokens within a second.")
    @ApiResponse(
            responseCode = "200",
            description = "The account as it is now",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    @ApiResponse(
            responseCode = "401",
            description = "The second factor is due, or a new login while no administrator has one")
    @ApiResponse(responseCode = "403", description = "You ask with an API key")
    @ApiResponse(responseCode = "404", description = "There is no such account")
    @ApiResponse(responseCode = "409", description = "It is the last administrator")
    @Patch("/{id}")
    @Secured("admin")
    HttpResponse<?> change(HttpRequest<?> request, Caller.User caller, UUID id, @Valid @Body UserChange body) {
        var objection = rights.objectionToChanging(new AccountId(id), body, caller);
        if (objection.isPresent()) {
            return errors.of(request, objection.get());
        }
        return switch (changeUser.change(new AccountId(id), body)) {
            case ChangeUser.Outcome.Changed(var account) -> HttpResponse.ok(UserView.of(account));
            case ChangeUser.Outcome.Absent() -> notFound(request);
            case ChangeUser.Outcome.BadPassword(var fault) ->
                errors.of(request, PublicError.invalid("password", fault));
            case ChangeUser.Outcome.LastAdministrator() -> lastAdministrator(request);
            case ChangeUser.Outcome.KeptElsewhere() ->
                errors.of(
                        request,
                        PublicError.of(ErrorKind.CONFLICT, "Name, roles and password of this account are Keycloak's."));
            case ChangeUser.Outcome.TooBusy() -> errors.of(request, BusyError.ERROR);
        };
    }

    @Operation(operationId = "deleteUser", summary = "Delete an account", description = "With its sessions and keys.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(
            responseCode = "401",
            description = "The second factor is due, or a new login while no administrator has one")
    @ApiResponse(responseCode = "403", description = "You ask with an API key")
    @ApiResponse(responseCode = "404", description = "There is no such account")
    @ApiResponse(responseCode = "409", description = "It is the last administrator")
    @Delete("/{id}")
    @Secured("admin")
    HttpResponse<?> delete(HttpRequest<?> request, Caller.User caller, UUID id) {
        var objection = rights.objectionToDeleting(new AccountId(id), caller);
        if (objection.isPresent()) {
            return errors.of(request, objection.get());
        }
        return switch (deleteUser.delete(new AccountId(id))) {
            case DELETED -> HttpResponse.noContent();
            case ABSENT -> notFound(request);
            case LAST_ADMINISTRATOR -> lastAdministrator(request);
        };
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "User not found"));
    }

    private HttpResponse<?> lastAdministrator(HttpRequest<?> request) {
        return errors.of(request, PublicError.of(ErrorKind.CONFLICT, "It is the last administrator."));
    }
}

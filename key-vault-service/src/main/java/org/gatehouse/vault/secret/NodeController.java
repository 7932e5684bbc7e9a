package org.gatehouse.vault.secret;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.secret.StoreNode.Outcome;

@Controller("/api/v1/auth/node")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Secrets")
final class NodeController {

    private static final PublicError NONE = PublicError.of(ErrorKind.NOT_FOUND, "There is no node stored.");

    private final StoreNode store;
    private final DeleteSecret delete;
    private final SecretRepository secrets;
    private final ChangeRight right;
    private final ErrorResponses errors;

    NodeController(
            StoreNode store, DeleteSecret delete, SecretRepository secrets, ChangeRight right, ErrorResponses errors) {
        this.store = store;
        this.delete = delete;
        this.secrets = secrets;
        this.right = right;
        this.errors = errors;
    }

    @Put
    @Secured("write")
    @Operation(summary = "Store or replace the credentials of the caller's own Morpheus node")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OriginSecretView.class)))
    HttpResponse<?> store(HttpRequest<?> request, Caller.User caller, @Body NodeBody body) {
        var lacking = right.missing(caller);
        if (lacking.isPresent()) {
            body.password().close();
            return errors.of(request, lacking.get());
        }
        var owner = new OwnerId(caller.accountId());
        return switch (store.store(owner, body.url(), body.username(), body.password(), requester(request, caller))) {
            case Outcome.Stored(SecretRow row) -> HttpResponse.ok(OriginSecretView.of(row));
            case Outcome.BadUrl() ->
                errors.of(request, PublicError.invalid("url", "must be an https URL without user, query or fragment"));
            case Outcome.BadUsername() ->
                errors.of(
                        request,
                        PublicError.invalid("username", "must be 1 to 256 printable characters without a colon"));
            case Outcome.BadPassword() ->
                errors.of(request, PublicError.invalid("password", "must be 1 to 16384 bytes"));
            case Outcome.QuotaReached(int limit) -> errors.of(request, QuotaConfig.reached(limit));
        };
    }

    @Get
    @Secured("read")
    @Operation(summary = "Show the caller's node, never its credentials")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OriginSecretView.class)))
    HttpResponse<?> show(HttpRequest<?> request, Caller.User caller) {
        Optional<SecretRow> row =
                secrets.find(caller.accountId(), Slot.NODE.kind().wire(), Slot.NODE.name());
        return row.isPresent() ? HttpResponse.ok(OriginSecretView.of(row.get())) : errors.of(request, NONE);
    }

    @Delete
    @Secured("write")
    @Operation(summary = "Destroy the credentials of the caller's node")
    @ApiResponse(responseCode = "204")
    HttpResponse<?> delete(HttpRequest<?> request, Caller.User caller) {
        var lacking = right.missing(caller);
        if (lacking.isPresent()) {
            return errors.of(request, lacking.get());
        }
        return delete.delete(new OwnerId(caller.accountId()), Slot.NODE, requester(request, caller))
                ? HttpResponse.noContent()
                : errors.of(request, NONE);
    }

    private static Requester requester(HttpRequest<?> request, Caller.User caller) {
        return Requester.user(caller.accountId(), RequestId.of(request));
    }
}

package org.gatehouse.vault.secret;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/auth/private-key")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Secrets")
final class PrivateKeyController {

    private static final String FIELD = "private_key";

    private final StorePrivateKey store;
    private final DeleteSecret delete;
    private final SecretRepository secrets;
    private final ChangeRight right;
    private final ErrorResponses errors;

    PrivateKeyController(
            StorePrivateKey store,
            DeleteSecret delete,
            SecretRepository secrets,
            ChangeRight right,
            ErrorResponses errors) {
        this.store = store;
        this.delete = delete;
        this.secrets = secrets;
        this.right = right;
        this.errors = errors;
    }

    @Post
    @Secured("write")
    @Operation(
            summary =
                    "Store the caller's private key; one that is there already is replaced when replaces names its address")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PrivateKeyStatus.class)))
    HttpResponse<?> store(HttpRequest<?> request, Caller.User caller, @Body PrivateKeyBody body) {
        var lacking = right.missing(caller);
        if (lacking.isPresent()) {
            body.privateKey().close();
            return errors.of(request, lacking.get());
        }
        var owner = new OwnerId(caller.accountId());
        return switch (store.store(owner, body.privateKey(), body.replaces(), requester(request, caller))) {
            case StorePrivateKey.Outcome.Stored(SecretRow row) -> HttpResponse.created(PrivateKeyStatus.of(row));
            case StorePrivateKey.Outcome.NotHexOf32Bytes() ->
                errors.of(request, PublicError.invalid(FIELD, "must be 32 bytes of hex, with or without 0x"));
            case StorePrivateKey.Outcome.OutOfRange() ->
                errors.of(request, PublicError.invalid(FIELD, "must lie within 1..n-1 of secp256k1"));
            case StorePrivateKey.Outcome.QuotaReached(int limit) -> errors.of(request, QuotaConfig.reached(limit));
            case StorePrivateKey.Outcome.NotNamed(String held) -> errors.of(request, notNamed(held));
        };
    }

    private static PublicError notNamed(@Nullable String held) {
        return PublicError.of(
                        ErrorKind.CONFLICT,
                        held == null
                                ? "There is no private key to replace; leave replaces out."
                                : "There is a private key of " + held
                                        + ". It would be lost: name its address in replaces to give it up.")
                .withParam("replaces");
    }

    @Get("/status")
    @Secured("read")
    @Operation(summary = "Tell whether the caller has a private key stored, and its address")
    PrivateKeyStatus status(Caller.User caller) {
        return secrets.find(caller.accountId(), Slot.PRIVATE_KEY.kind().wire(), Slot.PRIVATE_KEY.name())
                .map(PrivateKeyStatus::of)
                .orElse(PrivateKeyStatus.NONE);
    }

    @Delete
    @Secured("write")
    @Operation(summary = "Destroy the caller's private key")
    @ApiResponse(responseCode = "204")
    HttpResponse<?> delete(HttpRequest<?> request, Caller.User caller) {
        var lacking = right.missing(caller);
        if (lacking.isPresent()) {
            return errors.of(request, lacking.get());
        }
        var owner = new OwnerId(caller.accountId());
        return delete.delete(owner, Slot.PRIVATE_KEY, requester(request, caller))
                ? HttpResponse.noContent()
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is no private key to delete."));
    }

    private static Requester requester(HttpRequest<?> request, Caller.User caller) {
        return Requester.user(caller.accountId(), RequestId.of(request));
    }
}

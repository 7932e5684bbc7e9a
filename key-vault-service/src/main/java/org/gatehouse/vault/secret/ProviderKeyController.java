package org.gatehouse.vault.secret;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
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
import org.gatehouse.vault.secret.StoreProviderKey.Outcome;

@Controller("/api/v1/auth/provider-keys/{provider}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Secrets")
final class ProviderKeyController {

    private static final PublicError NONE =
            PublicError.of(ErrorKind.NOT_FOUND, "There is no key stored for this provider.");

    private final StoreProviderKey store;
    private final DeleteSecret delete;
    private final SecretRepository secrets;
    private final ChangeRight right;
    private final ErrorResponses errors;

    ProviderKeyController(
            StoreProviderKey store,
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

    @Put
    @Secured("write")
    @Operation(summary = "Store or replace the caller's own key for an upstream provider")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OriginSecretView.class)))
    HttpResponse<?> store(
            HttpRequest<?> request, Caller.User caller, @PathVariable String provider, @Body ProviderKeyBody body) {
        var lacking = right.missing(caller);
        if (lacking.isPresent()) {
            body.apiKey().close();
            return errors.of(request, lacking.get());
        }
        var owner = new OwnerId(caller.accountId());
        return switch (store.store(owner, provider, body.apiKey(), body.baseUrl(), requester(request, caller))) {
            case Outcome.Stored(SecretRow row) -> HttpResponse.ok(OriginSecretView.of(row));
            case Outcome.BadProviderName() ->
                errors.of(
                        request,
                        PublicError.invalid("provider", "must be a name of a-z, 0-9, dot, dash or underscore"));
            case Outcome.BadKey() ->
                errors.of(request, PublicError.invalid("api_key", "must be 1 to 16384 printable characters"));
            case Outcome.BadBaseUrl() ->
                errors.of(
                        request,
                        PublicError.invalid("base_url", "must be an https URL without user, query or fragment"));
            case Outcome.NeedsBaseUrl() ->
                errors.of(request, PublicError.invalid("base_url", "is needed: this provider is not known here"));
            case Outcome.QuotaReached(int limit) -> errors.of(request, QuotaConfig.reached(limit));
        };
    }

    @Get
    @Secured("read")
    @Operation(summary = "Show what is stored for a provider, never the key")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OriginSecretView.class)))
    HttpResponse<?> show(HttpRequest<?> request, Caller.User caller, @PathVariable String provider) {
        Optional<SecretRow> row = secrets.find(caller.accountId(), Kind.PROVIDER_KEY.wire(), provider);
        return row.isPresent() ? HttpResponse.ok(OriginSecretView.of(row.get())) : errors.of(request, NONE);
    }

    @Delete
    @Secured("write")
    @Operation(summary = "Destroy the caller's key for a provider")
    @ApiResponse(responseCode = "204")
    HttpResponse<?> delete(HttpRequest<?> request, Caller.User caller, @PathVariable String provider) {
        var lacking = right.missing(caller);
        if (lacking.isPresent()) {
            return errors.of(request, lacking.get());
        }
        var owner = new OwnerId(caller.accountId());
        return delete.delete(owner, new Slot(Kind.PROVIDER_KEY, provider), requester(request, caller))
                ? HttpResponse.noContent()
                : errors.of(request, NONE);
    }

    private static Requester requester(HttpRequest<?> request, Caller.User caller) {
        return Requester.user(caller.accountId(), RequestId.of(request));
    }
}

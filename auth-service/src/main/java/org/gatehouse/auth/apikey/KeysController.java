package org.gatehouse.auth.apikey;

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
import jakarta.validation.Valid;
import java.util.UUID;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** The caller's own keys; a key of somebody else is as absent as one that never was. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "API keys", description = "Keys for programs: sent as a bearer token or in x-api-key")
class KeysController {

    private static final String KEYS = "/api/v1/auth/keys";

    private final ApiKeyRepository keys;
    private final CreateApiKey createApiKey;
    private final DeleteApiKey deleteApiKey;
    private final AskedTerms askedTerms;
    private final ErrorResponses errors;

    KeysController(
            ApiKeyRepository keys,
            CreateApiKey createApiKey,
            DeleteApiKey deleteApiKey,
            AskedTerms askedTerms,
            ErrorResponses errors) {
        this.keys = keys;
        this.createApiKey = createApiKey;
        this.deleteApiKey = deleteApiKey;
        this.askedTerms = askedTerms;
        this.errors = errors;
    }

    @Operation(
            operationId = "createApiKey",
            summary = "Make an API key",
            description =
                    "The key is in the answer and cannot be seen again. It never holds a permission that its owner"
                            + " lacks. A key that has limits of its own cannot make keys. The permissions admin and"
                            + " secrets are given only when they are asked for, to a session with a login within the last"
                            + " 15 minutes.")
    @ApiResponse(
            responseCode = "201",
            description = "The new key",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @ApiResponse(responseCode = "400", description = "A field is wrong or unknown")
    @ApiResponse(responseCode = "401", description = "admin or secrets is asked for, and the login is too long ago")
    @ApiResponse(responseCode = "403", description = "More is asked for than the asking credential may give")
    @Post(uris = {KEYS, "/api/v1/auth/api-key"})
    @Secured("write")
    HttpResponse<?> create(HttpRequest<?> request, Caller.User caller, @Nullable @Valid @Body NewKeyRequest body) {
        return switch (askedTerms.read(body, caller)) {
            case AskedTerms.Outcome.Wrong(var error) -> errors.of(request, error);
            case AskedTerms.Outcome.Fine(var terms) ->
                switch (createApiKey.create(caller, terms)) {
                    case CreateApiKey.Outcome.Created(var key, var text) ->
                        HttpResponse.created(KeyView.of(key, text)).header("Cache-Control", "no-store");
                    case CreateApiKey.Outcome.TooMuch(var excess) ->
                        forbidden(
                                request,
                                "A key cannot be given permissions that you lack: " + AskedTerms.words(excess));
                    case CreateApiKey.Outcome.Unproven(var demand) -> errors.of(request, demand);
                    case CreateApiKey.Outcome.LimitedKey() ->
                        forbidden(request, "A key that has limits of its own cannot make keys.");
                    case CreateApiKey.Outcome.TooMany(var most) ->
                        errors.of(
                                request,
                                PublicError.of(ErrorKind.CONFLICT, "An account has at most %d keys.".formatted(most)));
                };
        };
    }

    @Operation(
            operationId = "listApiKeys",
            summary = "List your API keys",
            description = "Without the keys themselves.")
    @ApiResponse(responseCode = "200", description = "All your keys, oldest first")
    @Get(KEYS)
    @Secured("read")
    KeyView.ListView list(Caller.User caller) {
        return new KeyView.ListView(keys.all(new AccountId(caller.accountId())).stream()
                .map(KeyView::of)
                .toList());
    }

    @Operation(operationId = "getApiKey", summary = "One of your API keys", description = "Without the key itself.")
    @ApiResponse(
            responseCode = "200",
            description = "The key's terms",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @ApiResponse(responseCode = "404", description = "You have no such key")
    @Get(KEYS + "/{id}")
    @Secured("read")
    HttpResponse<?> get(HttpRequest<?> request, Caller.User caller, UUID id) {
        return keys.find(new ApiKeyId(id), new AccountId(caller.accountId()))
                .<HttpResponse<?>>map(key -> HttpResponse.ok(KeyView.of(key)))
                .orElseGet(() -> notFound(request));
    }

    @Operation(
            operationId = "deleteApiKey",
            summary = "Delete an API key",
            description = "It is refused everywhere within a second. Needs a login within the last 15 minutes, with the"
                    + " second factor where one is set up; a key may delete itself and no other.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "401", description = "Your login is too long ago")
    @ApiResponse(responseCode = "403", description = "You ask with another key")
    @ApiResponse(responseCode = "404", description = "You have no such key")
    @Delete(KEYS + "/{id}")
    @Secured("write")
    HttpResponse<?> delete(HttpRequest<?> request, Caller.User caller, UUID id) {
        return switch (deleteApiKey.delete(caller, new ApiKeyId(id))) {
            case DeleteApiKey.Outcome.Deleted() -> HttpResponse.noContent();
            case DeleteApiKey.Outcome.Absent() -> notFound(request);
            case DeleteApiKey.Outcome.Unproven(var demand) -> errors.of(request, demand);
        };
    }

    private HttpResponse<?> forbidden(HttpRequest<?> request, String detail) {
        return errors.of(request, PublicError.of(ErrorKind.FORBIDDEN, detail));
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "API key not found"));
    }
}

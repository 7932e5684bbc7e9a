package org.gatehouse.vault.rotation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.RequiresStepUp;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyRing;
import org.gatehouse.vault.envelope.NewKey;

@Controller("/admin/vault")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("admin")
@RequiresStepUp(acr = "2", maxAge = "15m")
@Tag(name = "Vault administration")
final class RotationController {

    private final MakeKey makeKey;
    private final StartRotation start;
    private final RetireKey retire;
    private final RotationRepository repository;
    private final KeyRing keys;
    private final ErrorResponses errors;

    RotationController(
            MakeKey makeKey,
            StartRotation start,
            RetireKey retire,
            RotationRepository repository,
            KeyRing keys,
            ErrorResponses errors) {
        this.makeKey = makeKey;
        this.start = start;
        this.retire = retire;
        this.repository = repository;
        this.keys = keys;
        this.errors = errors;
    }

    @Get("/keys")
    @Operation(summary = "List the wrapping keys and how many records need each")
    KeyView.Page list() {
        KeyName current = keys.current();
        return new KeyView.Page(repository.countByKey().stream()
                .map(key -> KeyView.of(key, current))
                .toList());
    }

    @Post("/keys/rotate")
    @Operation(summary = "Make a new wrapping key that writes from now on")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = KeyNameView.class)))
    @ApiResponse(responseCode = "409", description = "The provider leaves this to the operator; the detail says how")
    HttpResponse<?> rotate(HttpRequest<?> request, Caller.User caller) {
        return switch (makeKey.make(requester(request, caller))) {
            case NewKey.Made(KeyName name) -> HttpResponse.ok(KeyNameView.of(name));
            case NewKey.ByOperator(String what) ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "To change the key, " + what + "."));
        };
    }

    @Post("/rotations")
    @Operation(summary = "Move every record under the key that writes now")
    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = RotationView.class)))
    HttpResponse<?> start(HttpRequest<?> request, Caller.User caller) {
        return switch (start.start(requester(request, caller))) {
            case StartRotation.Outcome.Running(RotationRow rotation) ->
                HttpResponse.accepted().body(view(rotation));
            case StartRotation.Outcome.KeyRetired(KeyName key) ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "The key that writes now is retired: " + key));
        };
    }

    @Get("/rotations/{id}")
    @Operation(summary = "Show how far a rotation has come")
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable UUID id) {
        var row = repository.find(id);
        return row.isPresent()
                ? HttpResponse.ok(view(row.get()))
                : errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is no such rotation."));
    }

    @Post("/keys/retire")
    @Operation(summary = "Take a wrapping key out of service that no record needs")
    HttpResponse<?> retire(HttpRequest<?> request, Caller.User caller, @Body RetireBody body) {
        var key = new KeyName(body.provider(), body.keyId(), body.version());
        return switch (retire.retire(key, requester(request, caller))) {
            case RetireKey.Outcome.Retired() -> HttpResponse.noContent();
            case RetireKey.Outcome.Unknown() ->
                errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "No record was ever wrapped with this key."));
            case RetireKey.Outcome.WritesNow() ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "New records are written with this key."));
            case RetireKey.Outcome.Needed(long records) ->
                errors.of(request, PublicError.of(ErrorKind.CONFLICT, "Records that still need this key: " + records));
        };
    }

    private RotationView view(RotationRow row) {
        KeyName target = row.target();
        return RotationView.of(
                row, repository.countRemaining(row.id(), target.provider(), target.keyId(), target.version()));
    }

    private static Requester requester(HttpRequest<?> request, Caller.User caller) {
        return Requester.user(caller.accountId(), RequestId.of(request));
    }
}

package org.gatehouse.auth.apiclient;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
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
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;

/** Clients, for administrators. */
@Controller("/admin/clients")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured("admin")
@Tag(name = "Clients", description = "Programs that administrators keep, each with an account and a key of its own")
class ClientsController {

    private final ClientRepository clients;
    private final CreateClient createClient;
    private final ChangeClient changeClient;
    private final ClientRights rights;
    private final ErrorResponses errors;

    ClientsController(
            ClientRepository clients,
            CreateClient createClient,
            ChangeClient changeClient,
            ClientRights rights,
            ErrorResponses errors) {
        this.rights = rights;
        this.clients = clients;
        this.createClient = createClient;
        this.changeClient = changeClient;
        this.errors = errors;
    }

    @Operation(operationId = "listClients", summary = "List the clients", description = "Without their keys.")
    @ApiResponse(responseCode = "200", description = "All clients, oldest first")
    @Get
    ClientView.Listing list() {
        return new ClientView.Listing(clients.all().stream()
                .map(client -> ClientView.of(client, null))
                .toList());
    }

    @Operation(
            operationId = "createClient",
            summary = "Make a client",
            description = "The key is in the answer and cannot be seen again.")
    @ApiResponse(
            responseCode = "201",
            description = "The new client",
            content = @Content(schema = @Schema(implementation = ClientView.class)))
    @ApiResponse(responseCode = "400", description = "A field is missing, wrong or unknown")
    @ApiResponse(responseCode = "401", description = "Your login is too long ago, or the second factor is due")
    @ApiResponse(responseCode = "403", description = "More is asked for than you hold, or than an API key may ask for")
    @Post
    HttpResponse<?> create(HttpRequest<?> request, Caller.User caller, @Valid @Body ClientRequest body) {
        var terms = body.terms();
        if (terms.isEmpty()) {
            return errors.of(
                    request, PublicError.invalid(body.name() == null ? "name" : "permissions", "must not be missing"));
        }
        return rights.objectionToMaking(terms.get().permissions(), caller)
                .<HttpResponse<?>>map(objection -> errors.of(request, objection))
                .orElseGet(() -> {
                    var created = createClient.create(caller.accountId(), terms.get());
                    return uncached(HttpResponse.created(ClientView.of(created.client(), created.key())));
                });
    }

    @Operation(operationId = "getClient", summary = "One client", description = "Without its key.")
    @ApiResponse(
            responseCode = "200",
            description = "The client",
            content = @Content(schema = @Schema(implementation = ClientView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such client")
    @Get("/{id}")
    HttpResponse<?> get(HttpRequest<?> request, UUID id) {
        return clients.find(id)
                .<HttpResponse<?>>map(client -> HttpResponse.ok(ClientView.of(client, null)))
                .orElseGet(() -> notFound(request));
    }

    @Operation(
            operationId = "changeClient",
            summary = "Change a client",
            description = "What is left out stays. Its tokens are taken back, its key goes on with the new terms.")
    @ApiResponse(
            responseCode = "200",
            description = "The client as it is now",
            content = @Content(schema = @Schema(implementation = ClientView.class)))
    @ApiResponse(responseCode = "401", description = "Your login is too long ago, or the second factor is due")
    @ApiResponse(responseCode = "403", description = "More is asked for than you hold, or than an API key may ask for")
    @ApiResponse(responseCode = "404", description = "There is no such client")
    @Patch("/{id}")
    HttpResponse<?> change(HttpRequest<?> request, Caller.User caller, UUID id, @Valid @Body ClientRequest body) {
        var client = clients.find(id);
        var objection = client.flatMap(
                old -> rights.objectionToChanging(old, body.termsOver(old).permissions(), caller));
        if (objection.isPresent()) {
            return errors.of(request, objection.get());
        }
        return client.flatMap(old -> changeClient.change(id, body.termsOver(old)))
                .<HttpResponse<?>>map(changed -> HttpResponse.ok(ClientView.of(changed, null)))
                .orElseGet(() -> notFound(request));
    }

    @Operation(
            operationId = "regenerateClientKey",
            summary = "Give a client a new key",
            description = "The old one is refused everywhere within a second.")
    @ApiResponse(
            responseCode = "200",
            description = "The client with its new key",
            content = @Content(schema = @Schema(implementation = ClientView.class)))
    @ApiResponse(responseCode = "401", description = "Your login is too long ago, or the second factor is due")
    @ApiResponse(responseCode = "403", description = "You ask with an API key")
    @ApiResponse(responseCode = "404", description = "There is no such client")
    @Post("/{id}/regenerate-key")
    HttpResponse<?> regenerate(HttpRequest<?> request, Caller.User caller, UUID id) {
        var objection = objectionToTakingOver(id, caller);
        if (objection.isPresent()) {
            return errors.of(request, objection.get());
        }
        return changeClient
                .regenerate(id)
                .<HttpResponse<?>>map(
                        created -> uncached(HttpResponse.ok(ClientView.of(created.client(), created.key()))))
                .orElseGet(() -> notFound(request));
    }

    @Operation(operationId = "deleteClient", summary = "Delete a client", description = "With its account and its key.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "401", description = "Your login is too long ago, or the second factor is due")
    @ApiResponse(responseCode = "403", description = "You ask with an API key")
    @ApiResponse(responseCode = "404", description = "There is no such client")
    @Delete("/{id}")
    HttpResponse<?> delete(HttpRequest<?> request, Caller.User caller, UUID id) {
        var objection = clients.find(id).flatMap(client -> rights.objectionToDeleting(caller));
        if (objection.isPresent()) {
            return errors.of(request, objection.get());
        }
        return changeClient.delete(id) ? HttpResponse.noContent() : notFound(request);
    }

    private Optional<PublicError> objectionToTakingOver(UUID id, Caller.User caller) {
        return clients.find(id)
                .flatMap(client -> rights.objectionToChanging(client, client.parsedPermissions(), caller));
    }

    private static HttpResponse<?> uncached(MutableHttpResponse<?> response) {
        return response.header("Cache-Control", "no-store");
    }

    private HttpResponse<?> notFound(HttpRequest<?> request) {
        return errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "Client not found"));
    }
}

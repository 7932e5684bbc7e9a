package org.gatehouse.chat.completion;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletionStage;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/embeddings} and its twin. */
@ApiResponse(
        responseCode = "400",
        description = "The request is wrong; param names the field",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "401",
        description = "No valid credential",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "403",
        description = "The permission to execute is missing",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "404",
        description = "No such model for this caller",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "413",
        description = "The body is longer than 4 MiB",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "429",
        description = "The upstream is rate limited; Retry-After says for how long",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "502",
        description = "The upstream failed",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "503",
        description = "The upstream is overloaded or not set up",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@ApiResponse(
        responseCode = "504",
        description = "The upstream took too long",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@Controller
@Secured("execute")
final class EmbeddingController {

    private final Relay relay;

    EmbeddingController(Relay relay) {
        this.relay = relay;
    }

    @Operation(
            summary = "Embed text",
            description = "Passes the request on to the upstream that has the model, and its answer back.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatDocument.EmbeddingRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatDocument.Embeddings.class)))
    @Tag(name = "Chat")
    @Post(uris = {"/v1/embeddings", "/api/v1/embeddings"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.ALL})
    CompletionStage<MutableHttpResponse<?>> embed(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.EMBEDDINGS, request, caller, body);
    }
}

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

/** What a model is asked: chat completions, the older text completions, and embeddings, each with its twin under {@code /api/v1}. */
@ApiResponse(
        responseCode = "default",
        description = ChatDocument.ERRORS,
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@Controller
@Secured("execute")
final class InferenceController {

    private final Relay relay;

    InferenceController(Relay relay) {
        this.relay = relay;
    }

    @Operation(
            summary = "Complete a chat",
            description =
                    "Answers as one JSON object or, with stream, as server-sent events that end with [DONE]. A stream"
                            + " that fails on the way ends with an event that holds an error object, and without [DONE].")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatDocument.Request.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Completion.class)),
                @Content(
                        mediaType = "text/event-stream",
                        schema = @Schema(type = "string", description = "chat.completion.chunk objects, one per event"))
            })
    @Tag(name = "Chat")
    // Clients that stream accept text/event-stream only, but errors and unary answers are JSON.
    @Post(uris = {"/v1/chat/completions", "/api/v1/chat/completions"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM, MediaType.ALL})
    CompletionStage<MutableHttpResponse<?>> complete(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.CHAT, request, caller, body);
    }

    @Operation(
            summary = "Complete a text",
            description =
                    "The older OpenAI dialect, for upstreams that have it; the rules are those of chat completions.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChatDocument.TextRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Completion.class)),
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM,
                        schema = @Schema(type = "string", description = "completion chunks, one per event"))
            })
    @Tag(name = "Chat")
    @Post(uris = {"/v1/completions", "/api/v1/completions"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM, MediaType.ALL})
    CompletionStage<MutableHttpResponse<?>> completeText(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.COMPLETIONS, request, caller, body);
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

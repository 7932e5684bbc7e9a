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

/** Pictures, sound, moderation and reranking, for upstreams of kind {@code openai} that have them; the rules are those of chat. */
@ApiResponse(
        responseCode = "default",
        description = ChatDocument.ERRORS,
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@Controller
@Secured("execute")
@Tag(name = "Media")
final class MediaController {

    private final Relay relay;

    MediaController(Relay relay) {
        this.relay = relay;
    }

    @Operation(
            summary = "Make pictures",
            description = "Passes the request on to the upstream that has the model."
                    + " The answer passes as it comes: JSON, or events where stream asks for them.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaDocument.Image.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MediaDocument.Given.class)))
    @Post(uris = {"/v1/images/generations", "/api/v1/images/generations"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.ALL)
    CompletionStage<MutableHttpResponse<?>> makeImages(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.IMAGES, request, caller, body);
    }

    @Operation(
            summary = "Speak a text",
            description =
                    "Passes the request on to the upstream that has the model."
                            + " The sound passes as it comes; an answer that breaks off on the way ends with its connection, so that it never looks complete.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaDocument.Speech.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content = @Content(mediaType = "audio/*", schema = @Schema(type = "string", format = "binary")))
    @Post(uris = {"/v1/audio/speech", "/api/v1/audio/speech"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.ALL)
    CompletionStage<MutableHttpResponse<?>> speak(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.SPEECH, request, caller, body);
    }

    @Operation(
            summary = "Judge a text or picture",
            description = "Passes the request on to the upstream that has the model, and its answer back.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaDocument.Moderation.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MediaDocument.Given.class)))
    @Post(uris = {"/v1/moderations", "/api/v1/moderations"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.ALL)
    CompletionStage<MutableHttpResponse<?>> moderate(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.MODERATIONS, request, caller, body);
    }

    @Operation(
            summary = "Put documents in order",
            description = "Passes the request on to the upstream that has the model, and its answer back.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaDocument.Rerank.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MediaDocument.Given.class)))
    @Post(uris = {"/v1/rerank", "/api/v1/rerank"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.ALL)
    CompletionStage<MutableHttpResponse<?>> rerank(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.RERANK, request, caller, body);
    }

    @Operation(
            summary = "Write down what is said",
            description =
                    "Passes the form on to the upstream that has the model, as it comes, and its answer back: JSON, text, subtitles or events.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = MediaDocument.Transcription.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MediaDocument.Given.class)))
    @Post(uris = {"/v1/audio/transcriptions", "/api/v1/audio/transcriptions"})
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.ALL)
    CompletionStage<MutableHttpResponse<?>> transcribe(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.TRANSCRIPTIONS, request, caller, body);
    }
}

package org.gatehouse.chat.completion;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** OpenAI's Responses without its memory: nothing is stored, neither here nor at an upstream. */
@ApiResponse(
        responseCode = "default",
        description = ChatDocument.ERRORS,
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatDocument.Failed.class)))
@Controller
@Secured("execute")
@Tag(name = "Chat")
final class ResponsesController {

    private static final PublicError NOT_STORED = PublicError.of(
            new ErrorKind("response-not-found", 404, "Not found", "invalid_request_error", "response_not_found"),
            "Responses are not stored here: there is none to read, cancel or delete by its id.");

    private final Relay relay;
    private final ErrorResponses errors;

    ResponsesController(Relay relay, ErrorResponses errors) {
        this.relay = relay;
        this.errors = errors;
    }

    @Operation(
            summary = "Create a response",
            description = "Passed to upstreams that have it, translated to chat completions for the others. Nothing is"
                    + " stored: store, background, conversation and previous_response_id are refused.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ResponsesDocument.Request.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The response",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ResponsesDocument.Response.class)),
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM,
                        schema = @Schema(type = "string", description = "response.created to response.completed"))
            })
    @Post(uris = {"/v1/responses", "/api/v1/responses"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM, MediaType.ALL})
    CompletionStage<MutableHttpResponse<?>> create(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.RESPONSES, request, caller, body);
    }

    @Operation(summary = "Read a stored response", description = "Always 404: nothing is stored.")
    @Get(uris = {"/v1/responses/{id}", "/api/v1/responses/{id}"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM, MediaType.ALL})
    MutableHttpResponse<?> read(HttpRequest<?> request, String id) {
        return errors.of(request, NOT_STORED);
    }

    @Operation(summary = "Delete a stored response", description = "Always 404: nothing is stored.")
    @Delete(uris = {"/v1/responses/{id}", "/api/v1/responses/{id}"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.ALL})
    MutableHttpResponse<?> delete(HttpRequest<?> request, String id) {
        return errors.of(request, NOT_STORED);
    }
}

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

/** What clients of Anthropic ask: messages and the count of their tokens, with their twins under {@code /api/v1}. */
@ApiResponse(
        responseCode = "default",
        description = "An error in Anthropic's form",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MessagesDocument.Failed.class)))
@Controller
@Secured("execute")
@Tag(name = "Chat")
final class MessagesController {

    private final Relay relay;

    MessagesController(Relay relay) {
        this.relay = relay;
    }

    @Operation(
            summary = "Create a message",
            description =
                    "Anthropic's dialect, for every chat model: an upstream of another dialect is asked in its own. A"
                            + " stream that fails on the way ends with an error event and without message_stop.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MessagesDocument.Request.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The message",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MessagesDocument.Message.class)),
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM,
                        schema = @Schema(type = "string", description = "message_start to message_stop, one per event"))
            })
    @Post(uris = {"/v1/messages", "/api/v1/messages"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM, MediaType.ALL})
    CompletionStage<MutableHttpResponse<?>> create(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.MESSAGES, request, caller, body);
    }

    @Operation(
            summary = "Count a message's tokens",
            description =
                    "Asked of an Anthropic upstream where the model has one, else counted here with the o200k"
                            + " vocabulary, which is near but not exact for other models; pictures and documents count as none then.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MessagesDocument.Request.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The count",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MessagesDocument.Count.class)))
    @Post(uris = {"/v1/messages/count_tokens", "/api/v1/messages/count_tokens"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.ALL})
    CompletionStage<MutableHttpResponse<?>> count(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.COUNT_TOKENS, request, caller, body);
    }
}

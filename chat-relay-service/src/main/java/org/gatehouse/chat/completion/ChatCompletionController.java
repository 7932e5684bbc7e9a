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
import java.util.concurrent.CompletionStage;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.kit.token.Caller;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions} and its twin. */
@Controller
@Secured("execute")
final class ChatCompletionController {

    private final Relay relay;

    ChatCompletionController(Relay relay) {
        this.relay = relay;
    }

    // Clients that stream accept text/event-stream only, but errors and unary answers are JSON.
    @Post(uris = {"/v1/chat/completions", "/api/v1/chat/completions"})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.ALL)
    CompletionStage<MutableHttpResponse<?>> complete(
            HttpRequest<?> request, Caller.User caller, @Body byte @Nullable [] body) {
        return relay.answer(Endpoint.CHAT, request, caller, body);
    }
}

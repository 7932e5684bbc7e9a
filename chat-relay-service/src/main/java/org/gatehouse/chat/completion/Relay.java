package org.gatehouse.chat.completion;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.netty.buffer.Unpooled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.gatehouse.chat.request.AnthropicHeaders;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.FormReader;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.request.Reading;
import org.gatehouse.chat.request.RequestReader;
import org.gatehouse.chat.request.Upload;
import org.gatehouse.chat.target.RetryBudget;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.gatehouse.kit.request.RequestTrace;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.upstream.ClientGone;
import org.jspecify.annotations.Nullable;

/** Takes a request in, and sets an {@link Exchange} going for it. Never blocks, and looks nothing up outside the process. */
@Singleton
final class Relay {

    static final Reading.Refused NO_BOUNDARY = new Reading.Refused(
            "We could not parse the form: its content type must be multipart/form-data with one boundary.", null, null);

    private final Candidates candidates;
    private final ErrorResponses errors;
    private final RelayConfig config;
    private final RetryBudget retries;
    private final Bookkeeping books;
    private final Rooms rooms;

    Relay(
            Candidates candidates,
            ErrorResponses errors,
            RelayConfig config,
            RetryBudget retries,
            Bookkeeping books,
            Rooms rooms) {
        this.candidates = candidates;
        this.errors = errors;
        this.config = config;
        this.retries = retries;
        this.books = books;
        this.rooms = rooms;
    }

    Rooms rooms() {
        return rooms;
    }

    /** Answers a request whose body was collected without room made for it. */
    CompletionStage<MutableHttpResponse<?>> answer(
            Endpoint endpoint, HttpRequest<?> http, Caller.User caller, byte @Nullable [] body) {
        byte[] bytes = body == null ? new byte[0] : body;
        return switch (rooms.enter(caller.accountId(), bytes.length)) {
            case Rooms.Entry.Refused refused -> refuse(endpoint, http, refused.error());
            case Rooms.Entry.Given given -> {
                try (Room room = given.room()) {
                    yield endpoint.isForm()
                            ? answer(endpoint, http, caller, form(endpoint, http, bytes), room)
                            : answer(endpoint, http, caller, bytes, room);
                }
            }
        };
    }

    private static Reading form(Endpoint endpoint, HttpRequest<?> http, byte[] bytes) {
        String type = http.getHeaders().get("content-type");
        var reader = FormReader.of(endpoint, type);
        if (reader == null || type == null) {
            return NO_BOUNDARY;
        }
        var refused = reader.add(Unpooled.wrappedBuffer(bytes));
        return refused != null ? refused : reader.reading(bytes, Upload.whole(type));
    }

    /** Answers a request; its room is kept for as long as its bytes are needed. */
    CompletionStage<MutableHttpResponse<?>> answer(
            Endpoint endpoint, HttpRequest<?> http, Caller.User caller, byte[] body, Room room) {
        return answer(endpoint, http, caller, RequestReader.read(endpoint, body), room);
    }

    /** Answers a request that was read; its room is kept for as long as its bytes are needed. */
    CompletionStage<MutableHttpResponse<?>> answer(
            Endpoint endpoint, HttpRequest<?> http, Caller.User caller, Reading reading, Room room) {
        long receivedNanos = System.nanoTime();
        var traced = traced(http, endpoint);
        return switch (reading) {
            case Reading.Refused refused -> error(http, traced, invalid(refused));
            case Reading.Read read ->
                choose(http, new Asked(traced, caller, room, receivedNanos), of(read.request(), http));
        };
    }

    /** Answers a request that is not even read. */
    CompletionStage<MutableHttpResponse<?>> refuse(Endpoint endpoint, HttpRequest<?> http, PublicError error) {
        return error(http, traced(http, endpoint), error);
    }

    private GenAiSpans.Traced traced(HttpRequest<?> http, Endpoint endpoint) {
        var trace = RequestTrace.of(http, books.spans().tracing());
        trace.recordedElsewhere();
        return new GenAiSpans.Traced(trace, RequestId.of(http), endpoint);
    }

    private record Asked(GenAiSpans.Traced traced, Caller.User caller, Room room, long receivedNanos) {}

    private CompletionStage<MutableHttpResponse<?>> choose(HttpRequest<?> http, Asked asked, ModelRequest request) {
        return switch (candidates.of(request, new Asker(asked.caller(), token(http)))) {
            case Candidates.Choice.None none ->
                error(http, asked.traced(), ContextWords.in(request.endpoint().dialect(), none.error()));
            case Candidates.Choice.Some some -> start(http, asked, request, some.inOrder());
        };
    }

    private static ModelRequest of(ModelRequest request, HttpRequest<?> http) {
        if (request.endpoint().dialect() != Endpoint.Dialect.ANTHROPIC) {
            return request;
        }
        var headers = http.getHeaders();
        return request.with(
                AnthropicHeaders.of(headers.get(AnthropicHeaders.VERSION), headers.getAll(AnthropicHeaders.BETA)));
    }

    private CompletionStage<MutableHttpResponse<?>> start(
            HttpRequest<?> http, Asked asked, ModelRequest request, List<Candidate> inOrder) {
        boolean translated = inOrder.stream().anyMatch(Candidate::isTranslated);
        if (translated && !asked.room().grow(request.translationBytes())) {
            return error(http, asked.traced(), Rooms.NO_MEMORY);
        }
        retries.request();
        var account = new Account(
                asked.traced(), asked.caller(), request, asked.room().keep(), asked.receivedNanos(), books);
        var exchange = new Exchange(ClientGone.of(http), request, inOrder, config, retries, account);
        return exchange.start(new Reply(request.endpoint(), http, errors, asked.receivedNanos(), exchange));
    }

    private static String token(HttpRequest<?> http) {
        return http.getHeaders()
                .getAuthorization()
                .map(header -> header.substring(header.indexOf(' ') + 1).strip())
                .orElse("");
    }

    private CompletionStage<MutableHttpResponse<?>> error(
            HttpRequest<?> http, GenAiSpans.Traced traced, PublicError error) {
        books.spans().request(traced, error.kind().status(), error.kind().slug(), System.nanoTime());
        return CompletableFuture.completedFuture(errors.of(http, error));
    }

    static PublicError invalid(Reading.Refused refused) {
        var kind = new ErrorKind("invalid-request", 400, "Invalid request", "invalid_request_error", refused.code());
        var error = PublicError.of(kind, refused.message());
        return refused.param() == null ? error : error.withParam(refused.param());
    }
}

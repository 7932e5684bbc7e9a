package org.gatehouse.kit.token;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.problem.RefusalReason;
import org.gatehouse.kit.token.JudgeCaller.Judgement;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework's question "whose token is this?", answered by {@link JudgeCaller} and nobody else. */
@Singleton
final class AccessTokenValidator implements TokenValidator<HttpRequest<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokenValidator.class);

    private final JudgeCaller judge;
    private final ExecutorService blocking;

    AccessTokenValidator(JudgeCaller judge, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.judge = judge;
        this.blocking = blocking;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (request == null
                || request.getHeaders().getAll(HttpHeaders.AUTHORIZATION).size() != 1) {
            return Publishers.empty();
        }
        return switch (judge.known(token, edgeTokens(request))) {
            case Judgement.Undecided _ -> withNewerKeys(token, request);
            case Judgement judgement ->
                outcome(judgement, request)
                        .<Publisher<Authentication>>map(Publishers::just)
                        .orElseGet(Publishers::empty);
        };
    }

    private static List<String> edgeTokens(HttpRequest<?> request) {
        return request.getHeaders().getAll(JudgeCaller.EDGE_HEADER);
    }

    private Publisher<Authentication> withNewerKeys(String token, HttpRequest<?> request) {
        return Publishers.fromCompletableFuture(() -> {
            var answer = new CompletableFuture<@Nullable Authentication>();
            blocking.execute(() -> {
                try {
                    var judgement = judge.settled(token, edgeTokens(request));
                    answer.complete(outcome(judgement, request).orElse(null));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer;
        });
    }

    private static Optional<Authentication> outcome(Judgement judgement, HttpRequest<?> request) {
        return switch (judgement) {
            case Judgement.Accepted(var caller) -> CallerAuthentication.on(request, caller);
            case Judgement.Refused(var reason) -> refuse(reason);
            case Judgement.NotByTheEdge(var reason) -> {
                RefusalReason.say(request, PublicError.notByTheEdge());
                yield refuse(reason);
            }
            case Judgement.Undecided _ ->
                throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "no verification keys");
        };
    }

    private static Optional<Authentication> refuse(String reason) {
        LOG.debug("Refused a token: {}", reason);
        return Optional.empty();
    }
}

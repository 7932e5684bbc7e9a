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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework's question "whose token is this?", answered by {@link AccessTokenVerifier} and nobody else. */
@Singleton
final class AccessTokenValidator implements TokenValidator<HttpRequest<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokenValidator.class);

    private final AccessTokenVerifier verifier;
    private final ExecutorService blocking;

    AccessTokenValidator(AccessTokenVerifier verifier, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.verifier = verifier;
        this.blocking = blocking;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        if (request == null
                || request.getHeaders().getAll(HttpHeaders.AUTHORIZATION).size() != 1) {
            return Publishers.empty();
        }
        return switch (verifier.verifyWithKnownKeys(token)) {
            case Verdict.Accepted accepted -> now(accepted, request);
            case Verdict.Refused refused -> now(refused, request);
            case Verdict.UnknownKey _ -> withNewerKeys(token, request);
            case Verdict.KeysUnavailable _ -> withNewerKeys(token, request);
        };
    }

    private static Publisher<Authentication> now(Verdict verdict, HttpRequest<?> request) {
        return outcome(verdict, request)
                .<Publisher<Authentication>>map(Publishers::just)
                .orElseGet(Publishers::empty);
    }

    private Publisher<Authentication> withNewerKeys(String token, HttpRequest<?> request) {
        return Publishers.fromCompletableFuture(() -> {
            var answer = new CompletableFuture<@Nullable Authentication>();
            blocking.execute(() -> {
                try {
                    answer.complete(outcome(verifier.verify(token), request).orElse(null));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer;
        });
    }

    private static Optional<Authentication> outcome(Verdict verdict, HttpRequest<?> request) {
        return switch (verdict) {
            case Verdict.Accepted(var caller) -> CallerAuthentication.on(request, caller);
            case Verdict.Refused(var reason) -> refuse(reason);
            case Verdict.UnknownKey _ -> refuse("unknown key");
            case Verdict.KeysUnavailable _ ->
                throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "no verification keys");
        };
    }

    private static Optional<Authentication> refuse(String reason) {
        LOG.debug("Refused a token: {}", reason);
        return Optional.empty();
    }
}

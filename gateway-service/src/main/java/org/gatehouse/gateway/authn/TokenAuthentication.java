package org.gatehouse.gateway.authn;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.gatehouse.kit.token.AccessTokenVerifier;
import org.gatehouse.kit.token.AccessTokenVerifier.Verdict;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.TokenStanding;

/** Whom an access token of ours speaks for. */
@Singleton
final class TokenAuthentication {

    private final AccessTokenVerifier verifier;
    private final TokenStanding standing;
    private final ExecutorService executor;

    TokenAuthentication(
            AccessTokenVerifier verifier,
            TokenStanding standing,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.verifier = verifier;
        this.standing = standing;
        this.executor = executor;
    }

    /** What is remembered of the token: no signature is verified for it. */
    Optional<Authenticated> known(String token) {
        return verifier.remembered(token).map(verdict -> judge(token, verdict));
    }

    /** Verifies with the keys at hand; only a key not seen before makes it wait. */
    Authenticated judge(String token) {
        return switch (verifier.verifyWithKnownKeys(token)) {
            case Verdict.UnknownKey _, Verdict.KeysUnavailable _ ->
                new Authenticated.Later(
                        CompletableFuture.supplyAsync(() -> judge(token, verifier.verify(token)), executor));
            case Verdict verdict -> judge(token, verdict);
        };
    }

    private Authenticated judge(String token, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(Caller.User caller) ->
                standing.isRevoked(token, caller)
                        ? new Authenticated.Refused()
                        : new Authenticated.Accepted(caller, token);
            case Verdict.Accepted(Caller.Service _), Verdict.Refused _, Verdict.UnknownKey _ ->
                new Authenticated.Refused();
            case Verdict.KeysUnavailable _ -> new Authenticated.Unavailable();
        };
    }
}

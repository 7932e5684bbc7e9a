package org.gatehouse.gateway.authn;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.gatehouse.kit.token.ForeignTokenVerifier;
import org.gatehouse.kit.token.ForeignTokenVerifier.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Whom an access token of the Keycloak realm speaks for: verified here, then exchanged once and remembered. While the
 * realm cannot be reached its tokens are verified with the keys at hand; without a realm there are none.
 */
@Singleton
final class ForeignTokens {

    private final @Nullable ForeignTokenVerifier verifier;
    private final KeyAuthentication exchanged;
    private final ExecutorService executor;

    ForeignTokens(
            @Nullable ForeignTokenVerifier verifier,
            KeyAuthentication exchanged,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.verifier = verifier;
        this.exchanged = exchanged;
        this.executor = executor;
    }

    /** What is remembered of the token: no signature is verified for it. */
    Optional<Authenticated> known(String token, InetAddress client) {
        return verifier == null ? Optional.empty() : exchanged.known(new ForeignCredential(token, client));
    }

    /** Empty unless the token names the realm as its issuer. */
    Optional<Authenticated> judge(String token, InetAddress client) {
        var realm = verifier;
        return realm != null && realm.isNamedBy(token)
                ? Optional.of(judge(realm, new ForeignCredential(token, client)))
                : Optional.empty();
    }

    private Authenticated judge(ForeignTokenVerifier realm, ForeignCredential token) {
        return switch (realm.verifyWithKnownKeys(token.text())) {
            case Verdict.UnknownKey _, Verdict.KeysUnavailable _ ->
                new Authenticated.Later(CompletableFuture.supplyAsync(() -> realm.verify(token.text()), executor)
                        .thenCompose(verdict -> settled(judge(token, verdict))));
            case Verdict verdict -> judge(token, verdict);
        };
    }

    private Authenticated judge(ForeignCredential token, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> exchanged.ask(token);
            case Verdict.Refused _, Verdict.UnknownKey _ -> new Authenticated.Refused();
            case Verdict.KeysUnavailable _ -> new Authenticated.Unavailable();
        };
    }

    private static CompletionStage<Authenticated> settled(Authenticated outcome) {
        return outcome instanceof Authenticated.Later(var stage) ? stage : CompletableFuture.completedStage(outcome);
    }
}

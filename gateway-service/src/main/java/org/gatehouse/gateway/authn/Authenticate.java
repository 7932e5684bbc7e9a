package org.gatehouse.gateway.authn;

import io.netty.handler.codec.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.function.Supplier;

/** Answers who a request comes from: at once from what is known, later when somebody has to be asked. Never blocks. */
@Singleton
public final class Authenticate {

    private final KeyAuthentication keys;
    private final TokenAuthentication tokens;
    private final ForeignTokens foreignTokens;
    private final FailedAttempts failures;

    Authenticate(
            KeyAuthentication keys, TokenAuthentication tokens, ForeignTokens foreignTokens, FailedAttempts failures) {
        this.keys = keys;
        this.tokens = tokens;
        this.foreignTokens = foreignTokens;
        this.failures = failures;
    }

    /** A request without any credential is refused, but not held against its address: nothing was guessed. */
    public Authenticated authenticate(HttpHeaders headers, InetAddress client) {
        return switch (Credential.of(headers)) {
            case Credential.None() -> new Authenticated.Refused();
            case Credential.Unusable() -> counted(new Authenticated.Refused(), client);
            case Credential.Key(var key) ->
                keys.known(key)
                        .map(known -> counted(known, client))
                        .orElseGet(() -> unlessBlocked(client, () -> keys.ask(key)));
            case Credential.Token(var token) ->
                tokens.known(token)
                        .or(() -> foreignTokens.known(token, client))
                        .map(known -> counted(known, client))
                        .orElseGet(() -> unlessBlocked(client, () -> judge(token, client)));
        };
    }

    /** The issuer a token names decides whose keys it is verified with: those and no others. */
    private Authenticated judge(String token, InetAddress client) {
        return foreignTokens.judge(token, client).orElseGet(() -> tokens.judge(token));
    }

    private Authenticated unlessBlocked(InetAddress client, Supplier<Authenticated> work) {
        return failures.blocked(client)
                .<Authenticated>map(Authenticated.Limited::new)
                .orElseGet(() -> counted(work.get(), client));
    }

    private Authenticated counted(Authenticated outcome, InetAddress client) {
        return switch (outcome) {
            case Authenticated.Refused refused -> {
                var blocked = failures.blocked(client);
                failures.record(client);
                yield blocked.<Authenticated>map(Authenticated.Limited::new).orElse(refused);
            }
            case Authenticated.Later(var stage) ->
                new Authenticated.Later(stage.thenApply(later -> counted(later, client)));
            case Authenticated.Accepted accepted -> accepted;
            case Authenticated.Limited limited -> limited;
            case Authenticated.Unavailable unavailable -> unavailable;
        };
    }
}

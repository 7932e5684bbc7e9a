package org.gatehouse.kit.token;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tokens with which this service calls another one: client credentials, one fetch at a time for each audience. */
@Singleton
public final class ServiceTokens {

    /** Between two tries to renew a token that is still good. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final String FORM = "grant_type=client_credentials&audience=";

    private final TokensConfig tokens;
    private final ClientConfig client;
    private final AuthServer auth;
    private final InstantSource clock;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    ServiceTokens(TokensConfig tokens, ClientConfig client, AuthServer auth, InstantSource clock) {
        this.tokens = tokens;
        this.client = client;
        this.auth = auth;
        this.clock = clock;
    }

    /**
     * A token the service named {@code audience} accepts, renewed well before it expires. Blocks while it has to
     * fetch: virtual threads only.
     *
     * @throws ServiceTokenUnavailableException when none is at hand and auth-service gives none
     */
    public String tokenFor(String audience) {
        return slots.computeIfAbsent(audience, Slot::new).token();
    }

    /**
     * The token that is at hand, without I/O: safe on an event loop. One that is due is renewed meanwhile by the executor;
     * empty when there is none that is still good, and somebody has to call {@link #tokenFor}.
     */
    public Optional<String> atHand(String audience, Executor executor) {
        return slots.computeIfAbsent(audience, Slot::new).atHand(executor);
    }

    private Held fetch(String audience) {
        try {
            var answer = auth.call(
                    tokens.tokenUrls(), request -> client.post(request, FORM + ClientConfig.encode(audience)));
            return StrictObject.parse(new String(answer.body(), StandardCharsets.UTF_8))
                    .filter(json -> answer.statusCode() == 200)
                    .flatMap(this::held)
                    .orElseThrow(() -> new ServiceTokenUnavailableException(
                            "auth-service answered the request for a token with status " + answer.statusCode(), null));
        } catch (IOException e) {
            throw new ServiceTokenUnavailableException("auth-service gave no token for " + audience, e);
        }
    }

    private Optional<Held> held(Map<String, @Nullable Object> json) {
        if (json.get("access_token") instanceof String token
                && json.get("expires_in") instanceof Long seconds
                && seconds > 0) {
            var now = clock.instant();
            var life = Duration.ofSeconds(seconds);
            return Optional.of(new Held(token, now.plus(life.multipliedBy(2).dividedBy(3)), now.plus(life)));
        }
        return Optional.empty();
    }

    private record Held(String token, Instant renewAt, Instant expiresAt) {

        Held tryAgainAt(Instant later) {
            return new Held(token, later.isBefore(expiresAt) ? later : expiresAt, expiresAt);
        }
    }

    private final class Slot {

        private final String audience;
        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Held held;

        Slot(String audience) {
            this.audience = audience;
        }

        String token() {
            var now = clock.instant();
            var current = held;
            if (current != null && now.isBefore(current.renewAt())) {
                return current.token();
            }
            return current != null && now.isBefore(current.expiresAt()) ? renewEarly(current) : renewNow();
        }

        Optional<String> atHand(Executor executor) {
            var now = clock.instant();
            var current = held;
            if (current == null || !now.isBefore(current.expiresAt())) {
                return Optional.empty();
            }
            if (!now.isBefore(current.renewAt()) && !fetching.isLocked()) {
                executor.execute(() -> renewEarly(current));
            }
            return Optional.of(current.token());
        }

        /** One caller renews, the others go on with the token that is still good; so does everybody when it fails. */
        private String renewEarly(Held current) {
            if (!fetching.tryLock()) {
                return current.token();
            }
            try {
                return current.equals(held) ? take(fetch(audience)) : current.token();
            } catch (ServiceTokenUnavailableException e) {
                held = current.tryAgainAt(clock.instant().plus(PAUSE));
                return current.token();
            } finally {
                fetching.unlock();
            }
        }

        private String renewNow() {
            fetching.lock();
            try {
                var current = held;
                return current != null && clock.instant().isBefore(current.renewAt())
                        ? current.token()
                        : take(fetch(audience));
            } finally {
                fetching.unlock();
            }
        }

        private String take(Held fetched) {
            held = fetched;
            return fetched.token();
        }
    }
}

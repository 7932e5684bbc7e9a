package org.gatehouse.kit.revocation;

import jakarta.inject.Singleton;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import org.gatehouse.kit.token.AuthServer;
import org.gatehouse.kit.token.ServiceTokens;
import org.gatehouse.kit.token.TokensConfig;
import org.jspecify.annotations.Nullable;

/** One connection to auth-service's {@code /internal/revocations}, resumed where the last one broke off. */
@Singleton
final class RevocationStream {

    /** @param wasLive whether it had caught up with auth-service before it ended */
    record Ended(boolean wasLive, String reason) {}

    /** Three of auth-service's pings (5 s apart) missed. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final AuthServer auth;
    private final TokensConfig config;
    private final ServiceTokens tokens;
    private final RevocationFeed feed;
    private final InstantSource clock;
    private volatile @Nullable RevocationReader current;

    RevocationStream(
            AuthServer auth, TokensConfig config, ServiceTokens tokens, RevocationFeed feed, InstantSource clock) {
        this.auth = auth;
        this.config = config;
        this.tokens = tokens;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Blocks until the stream ends and answers why, whatever the reason. The n-th try goes to the n-th address of
     * auth-service.
     */
    Ended listen(int tries) throws InterruptedException {
        var reader = new RevocationReader(feed, clock);
        current = reader;
        try {
            var call = auth.open(request(tries), handler(reader));
            var _ = call.whenComplete((answer, failure) -> reader.end(describe(answer, failure)));
            try {
                var reason = reader.await(SILENCE);
                return new Ended(feed.isLive(), reason);
            } finally {
                call.cancel(true);
            }
        } catch (RuntimeException e) {
            return new Ended(false, e.toString());
        } finally {
            feed.lost();
        }
    }

    private HttpRequest request(int tries) {
        var addresses = config.under("/internal/revocations");
        var request = HttpRequest.newBuilder(addresses.get(Math.floorMod(tries, addresses.size())))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + tokens.tokenFor(AuthServer.NAME));
        feed.cursor().ifPresent(cursor -> request.header("Last-Event-ID", cursor));
        return request.build();
    }

    private static BodyHandler<Void> handler(RevocationReader reader) {
        var lines = BodyHandlers.fromLineSubscriber(reader);
        return head -> head.statusCode() == 200
                ? lines.apply(head)
                : BodyHandlers.discarding().apply(head);
    }

    private static String describe(@Nullable HttpResponse<Void> answer, @Nullable Throwable failure) {
        if (answer == null) {
            return String.valueOf(failure);
        }
        return answer.statusCode() == 200 ? "closed by auth-service" : "auth-service answered " + answer.statusCode();
    }

    void close() {
        var reader = current;
        if (reader != null) {
            reader.end("the service is stopping");
        }
    }
}

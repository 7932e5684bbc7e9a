package org.gatehouse.chat.upstream.morpheus;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.chat.upstream.Acting;
import org.gatehouse.kit.token.DelegatedTokens;
import org.gatehouse.kit.token.ServiceTokenUnavailableException;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.kit.upstream.TargetGroups;

/** Asks the vault for a user's own node, for the user whose token the request came with. Blocks. */
@Singleton
final class NodeVault {

    private static final String VAULT = "key-vault-service";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(2), LIMIT, LIMIT, LIMIT);
    private static final int MAX_BYTES = 64 * 1024;
    private static final String ASKED = "{\"kind\":\"node\",\"name\":\"\",\"purpose\":\"node-session\"%s}";

    private final DelegatedTokens tokens;
    private final Ambient ambient;
    private final TargetGroup vault;

    NodeVault(VaultConfig config, TargetGroups targets, DelegatedTokens tokens, Ambient ambient) {
        this.tokens = tokens;
        this.ambient = ambient;
        this.vault = targets.of(config.urls());
    }

    /**
     * A node in the vault.
     *
     * @param origin scheme, host and port: the only place its credentials may go to
     * @param updatedAt changes with every value that is stored
     */
    record Located(String origin, String updatedAt) {}

    /** Empty when the user has none. */
    Optional<Located> locate(Acting user) throws IOException {
        Answer answer = post("/internal/secrets/locate", user, ASKED.formatted(""));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        var fields = Documents.scalars(answer.expectOk());
        return Optional.of(new Located(Documents.text(fields, "origin"), Documents.text(fields, "updated_at")));
    }

    /** The credentials as HTTP Basic carries them; empty when they are gone or bound to another origin by now. */
    Optional<String> credentials(Acting user, String origin) throws IOException {
        String bound =
                ",\"origin\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(origin)) + "\"";
        Answer answer = post("/internal/secrets/release", user, ASKED.formatted(bound));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(Documents.text(Documents.scalars(answer.expectOk()), "secret"));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(int status, byte[] body) {

        private byte[] expectOk() throws IOException {
            if (status != 200) {
                throw new IOException("the vault answered " + status);
            }
            return body;
        }
    }

    private Answer post(String path, Acting user, String body) throws IOException {
        var head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                path,
                DefaultHttpHeadersFactory.headersFactory()
                        .newHeaders()
                        .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token(user))
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json"));
        var content = Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8));
        var answer = ambient.client()
                .send(vault, ambient.loops().next(), head, content, LIMITS)
                .thenCompose(response ->
                        response.collect(MAX_BYTES).thenApply(bytes -> new Answer(response.status(), bytes)));
        try {
            return answer.get(LIMIT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException("the vault did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String token(Acting user) throws IOException {
        try {
            return tokens.tokenFor(VAULT, user.token())
                    .orElseThrow(() -> new IOException("the user's token is not good any more"));
        } catch (ServiceTokenUnavailableException e) {
            throw new IOException("no token for the vault", e);
        }
    }
}

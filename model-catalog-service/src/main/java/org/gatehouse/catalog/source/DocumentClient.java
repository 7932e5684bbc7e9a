package org.gatehouse.catalog.source;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a document from an origin that is not trusted: one request, one origin (a redirect is a failure, so that a
 * credential never travels), a limit on size, and one on the time from the first byte sent to the last byte read.
 */
@Singleton
final class DocumentClient {

    static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_ETAG_LENGTH = 256;

    private final Duration timeout;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    DocumentClient(RefreshConfig config) {
        timeout = config.timeout();
    }

    Document fetch(URI location, Optional<String> authorization, @Nullable String knownEtag) {
        var request = HttpRequest.newBuilder(location).header("Accept", "application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        if (knownEtag != null) {
            request.header("If-None-Match", knownEtag);
        }
        var call = http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            return judge(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Document.Failed("no complete answer within " + timeout);
        } catch (ExecutionException e) {
            return new Document.Failed(reason(e.getCause()));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Document.Failed("interrupted");
        }
    }

    private static Document judge(HttpResponse<byte[]> response) {
        var encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (response.statusCode()) {
            case 200 ->
                encoding.equalsIgnoreCase("identity")
                        ? new Document.Fetched(response.body(), etag(response))
                        : new Document.Failed("a content encoding nobody asked for");
            case 304 -> new Document.NotModified();
            case 301, 302, 303, 307, 308 -> new Document.Failed("a redirect, which is not followed");
            default -> new Document.Failed("status " + response.statusCode());
        };
    }

    private static @Nullable String etag(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(etag -> etag.length() <= MAX_ETAG_LENGTH)
                .orElse(null);
    }

    /** The class tells connect, TLS and size failures apart; messages may quote the peer, so only our own are used. */
    private static String reason(@Nullable Throwable cause) {
        return cause instanceof IOException failure
                ? failure.getClass().getSimpleName() + " while fetching"
                : "could not be fetched";
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}

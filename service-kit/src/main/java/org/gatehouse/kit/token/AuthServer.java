package org.gatehouse.kit.token;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Talks to auth-service with explicit limits on time and size; a replica that cannot be reached gives way to the next. */
@Singleton
public final class AuthServer {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(5);

    /** The name by which tokens for auth-service are asked for. */
    public static final String NAME = "auth-service";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    HttpResponse<byte[]> call(List<URI> addresses, UnaryOperator<HttpRequest.Builder> shape) throws IOException {
        @Nullable IOException failure = null;
        for (var address : addresses) {
            try {
                return send(shape.apply(HttpRequest.newBuilder(address)).build());
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure != null ? failure : new IOException("no address of auth-service is known");
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        var answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), KeySetDocument.MAX_BYTES));
        try {
            return answer.get(WHOLE_CALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + " could not be asked", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(request.uri() + " did not answer within " + WHOLE_CALL, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A call whose answer does not end by itself: cancelling what this returns closes the connection. */
    public <T> CompletableFuture<HttpResponse<T>> open(HttpRequest request, BodyHandler<T> handler) {
        return http.sendAsync(request, handler);
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}

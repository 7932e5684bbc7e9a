package org.gatehouse.gateway.service;

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

/** The edge's own calls to services, off the request path; never a proxied request. Blocks: virtual threads only. */
@Singleton
public final class InternalHttp {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final long MAX_ANSWER_BYTES = 4L * 1024 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /**
     * The first answer that can be had from one of the addresses, whatever its status.
     *
     * @param limit for all tries together
     * @throws IOException when none answered in time, or with more than 4 MiB
     */
    public HttpResponse<byte[]> ask(List<URI> addresses, Duration limit, UnaryOperator<HttpRequest.Builder> shape)
            throws IOException {
        var failure = new IOException("none of " + addresses + " answered within " + limit);
        long deadline = System.nanoTime() + limit.toNanos();
        for (var address : addresses) {
            try {
                return ask(shape.apply(HttpRequest.newBuilder(address)).build(), deadline - System.nanoTime());
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private HttpResponse<byte[]> ask(HttpRequest request, long nanos) throws IOException {
        var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + " could not be asked", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(request.uri() + " did not answer in time", e);
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

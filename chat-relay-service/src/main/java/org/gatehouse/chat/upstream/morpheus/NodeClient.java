package org.gatehouse.chat.upstream.morpheus;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.kit.upstream.CallLimits;
import org.gatehouse.kit.upstream.UpstreamException;
import org.gatehouse.kit.upstream.UpstreamFailure;

/** The node's own endpoints, by their contract. Blocks: for virtual threads only. No call is ever made twice. */
final class NodeClient {

    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);

    private final NodeAddress address;
    private final Duration transaction;

    NodeClient(NodeAddress address, Duration transaction) {
        this.address = address;
        this.transaction = transaction;
    }

    NodeAnswer wallet() {
        return call(HttpMethod.GET, "/wallet", "", READ);
    }

    NodeAnswer sessions(String wallet, int offset, int limit) {
        return call(
                HttpMethod.GET,
                "/blockchain/sessions/user?user=%s&offset=%d&limit=%d&order=DESC".formatted(wallet, offset, limit),
                "",
                READ);
    }

    NodeAnswer session(String id) {
        return call(HttpMethod.GET, "/blockchain/sessions/" + id, "", READ);
    }

    /** The node's own failover changes sessions behind our back: it is always off. */
    NodeAnswer open(String model, Duration duration, String omitProvider) {
        String omitted = omitProvider.isEmpty() ? "" : ",\"omitProvider\":\"" + omitProvider + "\"";
        String body = "{\"sessionDuration\":%d,\"directPayment\":false,\"failover\":false%s}"
                .formatted(duration.toSeconds(), omitted);
        return call(HttpMethod.POST, "/blockchain/models/" + model + "/session", body, transaction);
    }

    NodeAnswer close(String session) {
        return call(HttpMethod.POST, "/blockchain/sessions/" + session + "/close", "{}", transaction);
    }

    /** Sets the allowance, in wei; the two values travel in the query. */
    NodeAnswer approve(String spender, BigInteger wei) {
        return call(HttpMethod.POST, "/blockchain/approve?spender=" + spender + "&amount=" + wei, "", transaction);
    }

    private NodeAnswer call(HttpMethod method, String path, String body, Duration limit) {
        var future = address.client()
                .send(
                        address.targets(),
                        address.loop(),
                        head(method, path),
                        content(body),
                        new CallLimits(CONNECT, limit, limit, limit))
                .thenCompose(
                        response -> response.collect(MAX_BYTES).thenApply(bytes -> answer(response.status(), bytes)));
        return awaited(future, limit.plus(CONNECT).plus(CONNECT));
    }

    private static ByteBuf content(String body) {
        return body.isEmpty() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8));
    }

    private DefaultHttpRequest head(HttpMethod method, String path) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory()
                .newHeaders()
                .set(HttpHeaderNames.AUTHORIZATION, address.authorization())
                .set(HttpHeaderNames.ACCEPT, "application/json")
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.USER_AGENT, "gatehouse");
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path, headers);
    }

    private static NodeAnswer answer(int status, byte[] body) {
        return status == 200 ? new NodeAnswer.Ok(body) : new NodeAnswer.Refused(status, error(body));
    }

    private static String error(byte[] body) {
        try {
            return Documents.scalars(body).getOrDefault("error", "");
        } catch (IOException e) {
            return "";
        }
    }

    private static NodeAnswer awaited(CompletableFuture<NodeAnswer> future, Duration limit) {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return e.getCause() instanceof UpstreamException failure
                    ? failed(failure.failure())
                    : new NodeAnswer.Unclear("the answer could not be read");
        } catch (TimeoutException e) {
            future.cancel(true);
            return new NodeAnswer.Unclear("no answer in time");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return new NodeAnswer.Unclear("interrupted");
        }
    }

    private static NodeAnswer failed(UpstreamFailure failure) {
        return switch (failure) {
            case UpstreamFailure.NoTarget none -> new NodeAnswer.Unreachable("no address");
            case UpstreamFailure.Refused refused -> new NodeAnswer.Unreachable("connection refused");
            case UpstreamFailure.ConnectTimeout timeout -> new NodeAnswer.Unreachable("no connection in time");
            case UpstreamFailure.TlsFailed tls -> new NodeAnswer.Unreachable("TLS handshake failed");
            case UpstreamFailure.ClosedBeforeHead closed ->
                closed.requestMayHaveBeenActedOn()
                        ? new NodeAnswer.Unclear("closed before an answer")
                        : new NodeAnswer.Unreachable("closed before the request was sent");
            case UpstreamFailure.ClosedMidBody closed -> new NodeAnswer.Unclear("closed in the middle of the answer");
            case UpstreamFailure.Malformed malformed -> new NodeAnswer.Unclear("not HTTP");
            case UpstreamFailure.TimedOut timeout -> new NodeAnswer.Unclear("no answer in time");
        };
    }
}

package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request, and the ways of answering it. Lives on the node's one event loop. */
final class NodeExchange {

    private final ChannelHandlerContext ctx;
    private final HttpMethod method;
    private final QueryStringDecoder uri;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private @Nullable Runnable onGone;

    NodeExchange(ChannelHandlerContext ctx, FullHttpRequest request) {
        this.ctx = ctx;
        this.method = request.method();
        this.uri = new QueryStringDecoder(request.uri());
        request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        this.body = new byte[request.content().readableBytes()];
        request.content().getBytes(request.content().readerIndex(), body);
        headers.putIfAbsent("x-request-id", UUID.randomUUID().toString());
    }

    boolean is(HttpMethod expected) {
        return method.equals(expected);
    }

    String path() {
        return uri.path();
    }

    Map<String, String> headers() {
        return headers;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String query(String name, String otherwise) {
        return uri.parameters().getOrDefault(name, List.of(otherwise)).getFirst();
    }

    /** The body, or null when it is no JSON: that is answered by a 400. */
    @Nullable
    JsonNode json() {
        try {
            return body.length == 0 ? Wire.JSON.createObjectNode() : Wire.JSON.readTree(body);
        } catch (IOException e) {
            error(400, "invalid character in request body");
            return null;
        }
    }

    void later(int millis, Runnable action) {
        if (millis == 0) {
            action.run();
        } else {
            var _ = ctx.executor().schedule(action, millis, TimeUnit.MILLISECONDS);
        }
    }

    void onGone(@Nullable Runnable action) {
        onGone = action;
    }

    void gone() {
        Runnable action = onGone;
        onGone = null;
        if (action != null) {
            action.run();
        }
    }

    void json(int status, JsonNode answer) {
        whole(status, "application/json; charset=utf-8", answer.toString());
    }

    void error(int status, String message) {
        json(status, Wire.JSON.createObjectNode().put("error", message));
    }

    void whole(int status, String type, String text) {
        onGone = null;
        var content = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
                .set("X-Request-Id", headers.get("x-request-id"));
        var _ = ctx.writeAndFlush(response);
    }

    void streamHead() {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)
                .set("X-Request-Id", headers.get("x-request-id"));
        var _ = ctx.writeAndFlush(head);
    }

    /** Writes a part of a stream, in pieces of so many bytes. */
    void part(String text, int pieceBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            var piece = Unpooled.wrappedBuffer(bytes, at, Math.min(pieceBytes, bytes.length - at));
            var _ = ctx.writeAndFlush(new DefaultHttpContent(piece));
        }
    }

    void endStream() {
        onGone = null;
        var _ = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** Breaks the connection without another word. */
    void drop() {
        onGone = null;
        var _ = ctx.close();
    }
}

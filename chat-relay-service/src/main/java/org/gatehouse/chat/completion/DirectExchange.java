package org.gatehouse.chat.completion;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.request.RequestId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plain request without the framework: its body is collected, {@link Relay} asked, and the answer written as it comes. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write shows as the channel going inactive
final class DirectExchange implements EventStream.Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(DirectExchange.class);

    private final DirectServer server;
    private final ChannelHandlerContext context;
    private final PlainRequest plain;
    private final NettyHttpRequest<?> request;
    private final Runnable ended;
    private @Nullable ByteBuf body;
    private @Nullable EventStream events;
    private boolean complete;
    private boolean keepAlive;
    private boolean over;

    DirectExchange(
            DirectServer server, ChannelHandlerContext context, HttpRequest head, PlainRequest plain, Runnable ended) {
        this.server = server;
        this.context = context;
        this.plain = plain;
        this.ended = ended;
        this.keepAlive = HttpUtil.isKeepAlive(head);
        this.request = server.request(head, context);
    }

    /** Whether the request's end has not come yet. */
    boolean wantsMore() {
        return !complete;
    }

    boolean keepsAlive() {
        return keepAlive;
    }

    /** Takes over a part of the body, which the guard keeps within its limit. */
    void receive(HttpContent part) {
        complete = part instanceof LastHttpContent;
        gather(part.content());
        if (complete) {
            ask();
        }
    }

    private void gather(ByteBuf part) {
        if (!part.isReadable()) {
            part.release();
        } else if (body == null) {
            body = part;
        } else if (body instanceof CompositeByteBuf several) {
            several.addComponent(true, part);
        } else {
            body = Unpooled.compositeBuffer(1024).addComponent(true, body).addComponent(true, part);
        }
    }

    private void ask() {
        try {
            var _ = server.relay()
                    .answer(plain.endpoint(), request, plain.caller(), collected())
                    .whenComplete(this::answered);
        } catch (RuntimeException e) {
            answered(null, e);
        }
    }

    private byte[] collected() {
        var bytes = body == null ? new byte[0] : ByteBufUtil.getBytes(body);
        release();
        return bytes;
    }

    private void answered(@Nullable MutableHttpResponse<?> response, @Nullable Throwable failure) {
        if (!context.executor().inEventLoop()) {
            context.executor().execute(() -> answered(response, failure));
        } else if (!over && context.channel().isActive()) {
            respond(response != null ? response : unexpected(failure));
        }
    }

    private MutableHttpResponse<?> unexpected(@Nullable Throwable failure) {
        LOG.atError()
                .addKeyValue("request_id", RequestId.of(request))
                .setCause(failure)
                .log("Unexpected error in {}", request.getPath());
        return server.errors().of(request, PublicError.of(ErrorKind.INTERNAL, "The request could not be completed."));
    }

    private void respond(MutableHttpResponse<?> response) {
        var status = HttpResponseStatus.valueOf(response.code());
        if (response.body() instanceof EventStream stream) {
            var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
            fill(head.headers(), response);
            head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            context.write(head, context.voidPromise());
            events = stream;
            stream.start(this);
        } else {
            var bytes = response.body() instanceof byte[] whole ? Unpooled.wrappedBuffer(whole) : Unpooled.EMPTY_BUFFER;
            var answer = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    status,
                    bytes,
                    DefaultHttpHeadersFactory.headersFactory(),
                    DefaultHttpHeadersFactory.trailersFactory());
            fill(answer.headers(), response);
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
            context.writeAndFlush(answer, context.voidPromise());
            end();
        }
    }

    private void fill(HttpHeaders headers, MutableHttpResponse<?> response) {
        response.getHeaders().forEach((name, values) -> headers.add(name, values));
        headers.set(RequestId.HEADER, RequestId.of(request));
        headers.set(HttpHeaderNames.DATE, server.date());
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    @Override
    public void send(ByteBuf piece) {
        context.writeAndFlush(new DefaultHttpContent(piece), context.voidPromise());
        if (!context.channel().isWritable()) {
            writable(false);
        }
    }

    @Override
    public void complete() {
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context.voidPromise());
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            ended.run();
        }
    }

    void writable(boolean writable) {
        if (events != null) {
            events.lagging(!writable);
        }
    }

    /** False when there is nothing to wait for: the answer then need not be. */
    boolean closeWhenDone() {
        keepAlive = false;
        return !over;
    }

    /** The connection is gone, or the guard has refused what came on it. */
    void discard() {
        over = true;
        release();
    }

    private void release() {
        if (body != null) {
            body.release();
            body = null;
        }
    }
}

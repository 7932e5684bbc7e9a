package org.gatehouse.chat.completion;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.gatehouse.chat.request.FormReader;
import org.gatehouse.chat.request.Reading;
import org.gatehouse.chat.request.Upload;
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
    private static final int PIECE_BYTES = 64 * 1024;
    private static final HttpHeaders NO_TRAILERS = EmptyHttpHeaders.INSTANCE;

    private final DirectServer server;
    private final ChannelHandlerContext context;
    private final PlainRequest plain;
    private final NettyHttpRequest<?> request;
    private final Connection connection;
    private final @Nullable FormReader form;
    private final String contentType;
    private final long length;
    private @Nullable Upload upload;
    private @Nullable Room room;
    private @Nullable GatheredBody body;
    private @Nullable ByteBuf unsent;
    private @Nullable EventStream events;
    private boolean complete;
    private boolean keepAlive;
    private boolean refused;
    private boolean answered;
    private boolean over;

    DirectExchange(
            DirectServer server,
            ChannelHandlerContext context,
            HttpRequest head,
            PlainRequest plain,
            Connection connection) {
        this.server = server;
        this.context = context;
        this.plain = plain;
        this.connection = connection;
        this.length = HttpUtil.getContentLength(head, -1L);
        this.contentType = String.valueOf(head.headers().get(HttpHeaderNames.CONTENT_TYPE));
        this.form = plain.endpoint().isForm() ? FormReader.of(plain.endpoint(), contentType) : null;
        this.keepAlive = HttpUtil.isKeepAlive(head);
        this.request = server.request(head, context);
        switch (server.relay().rooms().enter(plain.caller().accountId(), 0)) {
            case Rooms.Entry.Refused none -> refuse(none.error());
            case Rooms.Entry.Given given -> {
                room = given.room();
                body = new GatheredBody(given.room(), form == null ? Math.max(0, length) : 0);
            }
        }
        if (plain.endpoint().isForm() && form == null && !refused) {
            refuse(Relay.invalid(Relay.NO_BOUNDARY));
        }
    }

    /** Where the request came from. */
    interface Connection {

        /** The answer is written to its end, and the request has come to its own. */
        void ended();

        /** {@link #wantsMore} may have become true. */
        void readOn();
    }

    /** Answers at once; what still comes of the body is thrown away. */
    private void refuse(PublicError error) {
        refused = true;
        release();
        var _ = server.relay().refuse(plain.endpoint(), request, error).whenComplete(this::answered);
    }

    /** Whether the request's end has not come yet. */
    boolean wantsMore() {
        return !complete && (upload == null || upload.wantsMore());
    }

    boolean keepsAlive() {
        return keepAlive;
    }

    /** Takes over a part of the body, which the guard keeps within its limit. */
    void receive(HttpContent part) {
        complete = part instanceof LastHttpContent;
        if (form != null && !refused) {
            receive(form, part);
        } else {
            gather(part);
        }
        if (complete && answered) {
            end();
        }
    }

    private void gather(HttpContent part) {
        GatheredBody gathering = body;
        if (gathering == null) {
            part.release();
        } else if (!gathering.add(part.content())) {
            refuse(Rooms.NO_MEMORY);
        } else if (complete) {
            byte[] whole = gathering.whole();
            ask(room -> server.relay().answer(plain.endpoint(), request, plain.caller(), whole, room));
        }
    }

    /** A form is kept only until it has said which model is asked; from there on it passes. */
    private void receive(FormReader reader, HttpContent part) {
        var wrong = reader.add(part.content());
        wrong = wrong == null && complete ? reader.atEnd() : wrong;
        if (upload != null) {
            pass(upload, part, wrong);
            return;
        }
        GatheredBody gathering = body;
        if (gathering == null) {
            part.release();
        } else if (!gathering.add(part.content())) {
            refuse(Rooms.NO_MEMORY);
        } else if (wrong != null) {
            refuse(Relay.invalid(wrong));
        } else if (complete) {
            ask(reader, gathering.whole(), Upload.whole(contentType));
        } else if (reader.decided()) {
            reader.passing();
            upload = Upload.continued(contentType, length, connection::readOn);
            ask(reader, gathering.whole(), upload);
        }
    }

    private static void pass(Upload to, HttpContent part, Reading.@Nullable Refused wrong) {
        if (wrong == null) {
            to.add(part);
        } else {
            part.release();
            to.refuse(wrong);
        }
    }

    private void ask(FormReader reader, byte[] begun, Upload rest) {
        var reading = reader.reading(begun, rest);
        if (!(reading instanceof Reading.Read)) {
            rest.drop();
        }
        ask(room -> server.relay().answer(plain.endpoint(), request, plain.caller(), reading, room));
    }

    private void ask(Function<Room, CompletionStage<MutableHttpResponse<?>>> asking) {
        Room kept = room;
        body = null;
        if (kept == null || over) {
            return;
        }
        try {
            var _ = asking.apply(kept).whenComplete(this::answered);
        } catch (RuntimeException e) {
            answered(null, e);
        }
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
        if (response.body() instanceof EventStream stream) {
            var head = head(response);
            head.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, stream.type())
                    .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            context.write(head, context.voidPromise());
            events = stream;
            stream.start(this);
            return;
        }
        if (upload != null) {
            upload.drop();
        }
        var bytes = response.body() instanceof byte[] whole ? Unpooled.wrappedBuffer(whole) : Unpooled.EMPTY_BUFFER;
        var head = head(response);
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
        if (bytes.readableBytes() <= PIECE_BYTES) {
            context.writeAndFlush(
                    new DefaultFullHttpResponse(
                            head.protocolVersion(), head.status(), bytes, head.headers(), NO_TRAILERS),
                    context.voidPromise());
            end();
        } else {
            context.write(head, context.voidPromise());
            unsent = bytes;
            sendMore();
        }
    }

    private DefaultHttpResponse head(MutableHttpResponse<?> response) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.code()));
        fill(head.headers(), response);
        return head;
    }

    /** A long answer goes out as the client takes it: what is written is held a second time, outside the heap. */
    private void sendMore() {
        while (unsent != null && context.channel().isWritable()) { // a write may call back to here
            var piece = unsent.readRetainedSlice(Math.min(PIECE_BYTES, unsent.readableBytes()));
            boolean last = !unsent.isReadable();
            if (last) {
                unsent.release();
                unsent = null;
            }
            context.writeAndFlush(new DefaultHttpContent(piece), context.voidPromise());
            if (last) {
                complete();
            }
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

    /** The connection ends without the end of the answer. */
    @Override
    public void breakOff() {
        keepAlive = false;
        complete = true;
        end();
    }

    @Override
    public void complete() {
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, context.voidPromise());
        end();
    }

    private void end() {
        answered = true;
        release();
        if (!over && complete) {
            over = true;
            connection.ended();
        }
    }

    void writable(boolean writable) {
        if (writable) {
            sendMore();
        }
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
        if (upload != null) {
            upload.drop();
        }
        release();
    }

    private void release() {
        body = null;
        ByteBuf rest = unsent;
        unsent = null;
        if (rest != null) {
            rest.release();
        }
        Room left = room;
        room = null;
        if (left != null) {
            left.close();
        }
    }
}

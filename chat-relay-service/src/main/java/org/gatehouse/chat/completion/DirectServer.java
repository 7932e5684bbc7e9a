package org.gatehouse.chat.completion;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.netty.body.NettyByteBodyFactory;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;

/** What every {@link DirectExchange} shares. */
@Singleton
final class DirectServer {

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Relay relay;
    private final ErrorResponses errors;
    private final ConversionService conversion;
    private final HttpServerConfiguration config;
    private final InstantSource clock;
    private volatile Now now = new Now(Long.MIN_VALUE, "");

    DirectServer(
            Relay relay,
            ErrorResponses errors,
            ConversionService conversion,
            HttpServerConfiguration config,
            InstantSource clock) {
        this.relay = relay;
        this.errors = errors;
        this.conversion = conversion;
        this.config = config;
        this.clock = clock;
    }

    private record Now(long second, String date) {}

    Relay relay() {
        return relay;
    }

    ErrorResponses errors() {
        return errors;
    }

    /** The head as the framework would show it; its body is not read through it. */
    NettyHttpRequest<?> request(HttpRequest head, ChannelHandlerContext context) {
        return new NettyHttpRequest<>(head, NettyByteBodyFactory.empty(), context, conversion, config);
    }

    /** An error as a whole response, with which the connection ends. */
    DefaultFullHttpResponse full(HttpRequest head, ChannelHandlerContext context, PublicError error) {
        var response = errors.of(request(head, context), error);
        var bytes = response.body() instanceof byte[] whole ? Unpooled.wrappedBuffer(whole) : Unpooled.EMPTY_BUFFER;
        var full =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.code()), bytes);
        response.getHeaders().forEach((name, values) -> full.headers().add(name, values));
        full.headers()
                .set(HttpHeaderNames.DATE, date())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
        return full;
    }

    /** For the {@code Date} header (RFC 9110, section 6.6.1); written anew once a second. */
    String date() {
        long millis = clock.millis();
        var last = now;
        if (last.second() != millis / MILLIS_PER_SECOND) {
            last = new Now(millis / MILLIS_PER_SECOND, DATE.format(Instant.ofEpochMilli(millis)));
            now = last;
        }
        return last.date();
    }
}

package org.gatehouse.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.gatehouse.kit.guard.RequestRefused;
import org.gatehouse.kit.request.RequestId;

/** Reads an {@link EdgeRequest} off a request's head. */
final class RequestOf {

    private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    private static final HttpMethod NO_METHOD = HttpMethod.valueOf("-");

    private RequestOf() {}

    static EdgeRequest head(HttpRequest head, Channel channel, TrustedProxies proxies) {
        var uri = head.uri();
        int query = uri.indexOf('?');
        return new EdgeRequest(
                head.method(),
                query < 0 ? uri : uri.substring(0, query),
                query < 0 ? "" : uri.substring(query + 1),
                head.headers(),
                client(head, channel, proxies),
                RequestId.acceptOrNew(head.headers().get(RequestId.HEADER)));
    }

    /** What is known of a request that never got here. */
    static EdgeRequest refused(RequestRefused event, Channel channel) {
        var method = event.method().isEmpty() ? NO_METHOD : HttpMethod.valueOf(event.method());
        return new EdgeRequest(method, event.path(), "", event.request(), client(channel), event.requestId());
    }

    private static InetAddress client(HttpRequest head, Channel channel, TrustedProxies proxies) {
        var peer = client(channel);
        return proxies.isEmpty() || !proxies.contains(peer)
                ? peer
                : proxies.client(peer, head.headers().getAll(FORWARDED_FOR));
    }

    /** Whether the client's own connection was secure: as we see it, or as a trusted proxy says. */
    static boolean isSecure(HttpRequest head, Channel channel, TrustedProxies proxies) {
        if (channel.pipeline().get(SslHandler.class) != null) {
            return true;
        }
        return !proxies.isEmpty()
                && proxies.contains(client(channel))
                && "https".equals(head.headers().get(FORWARDED_PROTO));
    }

    static InetAddress client(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}

package org.gatehouse.gateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.undertow.Undertow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.gateway.fixture.Nginx;
import org.gatehouse.testing.net.HostileRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of requests towards several servers that read HTTP each in its own way: what the edge refuses none of them sees, and
 * what it lets through all of them take for exactly the requests that it took it for.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EdgeDifferentOriginsIT {

    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: here\r\n\r\n";

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final RunningEdge edge = new RunningEdge();
    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpServer jdk = jdk();
    private final Channel netty = netty();
    private final Undertow undertow = undertow();
    private final Optional<Nginx> nginx =
            Nginx.inFrontOf(URI.create("http://127.0.0.1:" + jdk.getAddress().getPort()));

    private HttpServer jdk() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/", exchange -> {
                try (exchange) {
                    var body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
                    seen.add(exchange.getRequestURI().getRawPath() + "|" + body);
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Channel netty() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(100_000),
                                        new SimpleChannelInboundHandler<FullHttpRequest>() {
                                            @Override
                                            protected void channelRead0(
                                                    ChannelHandlerContext ctx, FullHttpRequest request) {
                                                seen.add(request.uri() + "|"
                                                        + request.content().toString(ISO_8859_1));
                                                var answer = new DefaultFullHttpResponse(
                                                        HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                                                answer.headers().set("content-length", 0);
                                                var _ = ctx.writeAndFlush(answer);
                                            }
                                        });
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private Undertow undertow() {
        var server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.getRequestReceiver().receiveFullBytes((done, body) -> {
                    seen.add(done.getRequestPath() + "|" + new String(body, ISO_8859_1));
                    done.endExchange();
                }))
                .build();
        server.start();
        return server;
    }

    enum Kind {
        JDK,
        NETTY,
        UNDERTOW,
        NGINX
    }

    private void inFrontOf(Kind kind) {
        assumeTrue(kind != Kind.NGINX || nginx.isPresent(), "nginx is not installed here");
        edge.policy()
                .forwardTo(
                        switch (kind) {
                            case JDK -> at(jdk.getAddress());
                            case NETTY -> at(netty.localAddress());
                            case UNDERTOW ->
                                at(undertow.getListenerInfo().getFirst().getAddress());
                            case NGINX -> nginx.orElseThrow().uri();
                        });
    }

    private static URI at(SocketAddress address) {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) address).getPort());
    }

    @BeforeAll
    void forget() {
        seen.clear();
    }

    @AfterAll
    void close() {
        edge.close();
        nginx.ifPresent(Nginx::close);
        jdk.stop(0);
        undertow.stop();
        netty.close().syncUninterruptibly();
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(Kind.values())
                .flatMap(kind -> HostileRequest.corpus("/v1/chat/completions").stream()
                        .filter(hostile -> hostile.request().contains("/smuggled"))
                        .map(hostile -> Arguments.of(kind, hostile)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void seeNothingOfAPairThatIsRefused(Kind kind, HostileRequest hostile) {
        inFrontOf(kind);
        seen.clear();
        try (var client = edge.connect()) {
            assertThat(client.send(hostile.request()).readResponse().status()).isEqualTo(hostile.status());
            client.readToEnd();
            assertThat(seen).isEmpty();
        }
    }

    /** Unusual, and allowed. */
    static Stream<Arguments> unusual() {
        var post = "POST /a HTTP/1.1\r\nHost: here\r\n";
        var chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
        var pairs = List.of(
                post + "Content-Length: 2\r\n\r\nok",
                post + "Content-Length:2\r\n\r\nok",
                post + "content-length: \t2 \r\n\r\nok",
                post + "Content-Length: 002\r\n\r\nok",
                post + "X: Content-Length: 7\r\nContent-Length: 2\r\n\r\nok",
                post + "Connection: content-length\r\nContent-Length: 2\r\n\r\nok",
                post + "Connection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                post + "TE: chunked\r\nContent-Length: 2\r\n\r\nok",
                post + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                        + "Content-Length: 2\r\n\r\nok",
                post + "X-HTTP-Method-Override: DELETE\r\nContent-Length: 2\r\n\r\nok",
                post + "Keep-Alive: timeout=0\r\nProxy-Connection: close\r\nContent-Length: 2\r\n\r\nok",
                post + "transfer-encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked \t\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                chunked + "02\r\nok\r\n00\r\n\r\n",
                chunked + "1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
                chunked + "2;a=b\r\nok\r\n0;c\r\n\r\n",
                chunked + "2;a=\"0\"\r\nok\r\n0\r\n\r\n",
                chunked + "2\r\nok\r\n0\r\nX: y\r\n\r\n",
                chunked + "2\r\nok\r\n0\r\nContent-Length: 50\r\n\r\n",
                chunked + "2\r\nok\r\n0\r\nTransfer-Encoding: x\r\n\r\n",
                "POST /a http/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nok",
                "\r\n" + post + "Content-Length: 2\r\n\r\nok");
        return Stream.of(Kind.values()).flatMap(kind -> pairs.stream().map(first -> Arguments.of(kind, first)));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void seeExactlyTheRequestsThatTheEdgeSaw(Kind kind, String first) {
        inFrontOf(kind);
        seen.clear();
        try (var client = edge.connect()) {
            client.send(first + NEXT);
            assertThat(client.readResponse().status()).isEqualTo(200);
            assertThat(client.readResponse().status()).isEqualTo(200);
            assertThat(seen).containsExactly("/a|ok", "/next|");
        }
    }
}

package org.gatehouse.testing.morpheus;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * A Morpheus proxy-router with its chain and its providers, for tests: what a gateway meets, quirk by quirk. The numbers are
 * the sections of the contract that the project keeps of the real node.
 *
 * <ul>
 *   <li>1.1 HTTP Basic everywhere but {@code /healthcheck}; three wordings of 401, 403 for a permission that is missing;
 *       errors are {@code {"error": text}} without a code, 400 for what does not bind and 500 for everything else;
 *       {@code x-request-id} comes back
 *   <li>1.3 PascalCase entities in lower-case envelopes; whole numbers of models and sessions bare and above 2^53, those of
 *       bids, balance and allowance as strings; {@code 0x} optional on the way in and always there on the way out
 *   <li>1.4 {@code sessionID}; durations as number or text; {@code order} ascends for exactly {@code ASC}; sessions come ten
 *       at a time; {@code /user/ids} is a bare array; a rated bid nests its price; {@code approve} takes wei in the query
 *       and sets the allowance
 *   <li>1.5 {@code session_id} as a header with an underscore; one request at a time for each session, the others wait in
 *       the node; streams that just end, with or without {@code [DONE]}; text control frames, in unary answers too;
 *       {@code usage_from_provider} and {@code usage_from_consumer}; {@code providerModelError} old (400) and new (the real
 *       status); bare error JSON behind what was sent; 500 for infrastructure, or an empty 200 on old nodes; an ended
 *       session is not told as such; a chat's history put before the prompt when {@code chat_id} repeats; {@code /v1/models}
 *       is a bare list of local models; a provider that goes on when the client has left
 *   <li>1.6 opening raises the allowance unless it covers three stakes; 300 s are too short; no bids, no provider; an early
 *       close puts the stake on hold; the node closes ended sessions itself
 *   <li>1.5 and 3.7 an open whose answer is lost, late or an error may have opened; two transactions at once are a nonce
 *       conflict
 *   <li>1.7 one wallet for the process; {@code X-Private-Key} is read nowhere
 *   <li>1.8 {@code failover: true} changes the session behind the caller's back; {@code omitProvider}
 *   <li>2 names that are not unique, null tags, unknown types, deleted models
 * </ul>
 *
 * {@link NodeControl} gives the orders; the steps are those of {@link Behaviour} for the node and of {@link ChatScript} for
 * one request to a model.
 */
public final class MorpheusNode implements AutoCloseable {

    /** A model with three bids, one with one bid, and one that nobody bids on. */
    public static final String LLAMA = Listed.LLAMA;

    public static final String MISTRAL = Listed.MISTRAL;
    public static final String OLDER_MISTRAL = Listed.OLDER_MISTRAL;
    public static final String EMBEDDER = Listed.EMBEDDER;
    public static final String BIDLESS = Listed.BIDLESS;

    public static final String WALLET = Chain.WALLET;
    public static final String STRANGER = Chain.STRANGER;
    public static final String DIAMOND = Chain.DIAMOND;

    /** {@code user:password} of one who may do everything, of a gateway with the least rights, of one without any. */
    public static final String ADMIN = NodeUsers.ADMIN;

    public static final String GATEWAY = NodeUsers.GATEWAY;
    public static final String NOBODY = NodeUsers.NOBODY;

    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
    private static final int BACKLOG = 1_024;

    private final EventLoopGroup loop;
    private final Channel listener;

    private MorpheusNode(EventLoopGroup loop, Channel listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** Starts one in this process, on a free port of the loopback address. */
    public static MorpheusNode start() {
        return start(0);
    }

    public static MorpheusNode start(int port) {
        // All state lives on the one loop: no locks.
        var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var state = new NodeState(new Chain(Clock.systemUTC()));
        var bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                                .addLast(new NodeHandler(state));
                    }
                });
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new MorpheusNode(
                loop, bootstrap.bind(address).syncUninterruptibly().channel());
    }

    /**
     * Runs one as its own process: {@code main <port> [until-stdin-ends]}, where 0 takes a free port; prints one line when it
     * is ready. With the second argument it ends when its standard input does.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        // A test's class path may bring a logger that writes to the standard output, which nobody reads after the first
        // line.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        MorpheusNode node = start(args.length == 0 ? 0 : Integer.parseInt(args[0]));
        System.out.println(MorpheusProcess.READY + node.baseUrl());
        System.out.flush();
        if (args.length > 1) {
            System.in.transferTo(OutputStream.nullOutputStream());
            node.close();
        } else {
            Thread.currentThread().join();
        }
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort());
    }

    public NodeControl control() {
        return new NodeControl(baseUrl());
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

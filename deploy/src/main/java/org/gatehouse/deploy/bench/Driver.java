package org.gatehouse.deploy.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends a load to a target from one thread and measures. */
final class Driver implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    Outcome run(Target target, Load load) throws InterruptedException {
        var run = new Run(load.length());
        var connections = connect(target, load, run);
        var cpu = target.cpu();
        long started = System.nanoTime();
        loop.submit(() -> begin(load, connections, run)).sync();
        run.await();
        var time = Duration.ofNanos(System.nanoTime() - started);
        var spent = target.cpu();
        spent.replaceAll((part, now) -> now.minus(cpu.getOrDefault(part, Duration.ZERO)));
        for (var connection : connections) {
            connection.close().sync();
        }
        return run.outcome(time, spent, load instanceof Load.Streams);
    }

    private void begin(Load load, List<Channel> connections, Run run) {
        run.start();
        switch (load) {
            case Load.Closed _ ->
                connections.forEach(connection -> exchange(connection).send(System.nanoTime()));
            case Load.Rate rate -> new Pacer(rate, connections, run).start();
            case Load.Streams streams -> {
                for (int i = 0; i < connections.size(); i++) {
                    var exchange = exchange(connections.get(i));
                    long offset = streams.gapMillis() * 1_000L * i / connections.size();
                    var _ = loop.schedule(() -> exchange.send(System.nanoTime()), offset, TimeUnit.MICROSECONDS);
                }
            }
        }
    }

    static Exchange exchange(Channel connection) {
        return connection.pipeline().get(Exchange.class);
    }

    private List<Channel> connect(Target target, Load load, Run run) throws InterruptedException {
        int count = switch (load) {
            case Load.Closed closed -> closed.connections();
            case Load.Rate rate -> rate.connections();
            case Load.Streams streams -> streams.count();
        };
        boolean again = !(load instanceof Load.Rate);
        var requests = new Requests(target, load);
        var connections = new ArrayList<Channel>();
        for (int i = 0; i < count; i++) {
            connections.add(connect(target, new Exchange(requests, expectedTokens(load), again, run)));
        }
        return connections;
    }

    private Channel connect(Target target, Exchange exchange) throws InterruptedException {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), exchange);
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), target.port())
                .sync()
                .channel();
    }

    private static int expectedTokens(Load load) {
        return load instanceof Load.Streams streams ? streams.chunks() : 0;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

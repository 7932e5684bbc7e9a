package org.gatehouse.kit.upstream;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One real event loop, and calls made on it from a test's thread. */
final class ClientLoop implements AutoCloseable {

    static final CallLimits LIMITS =
            new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final MultiThreadIoEventLoopGroup group;
    private final UpstreamClient client;

    ClientLoop() {
        this(new UpstreamClient(UpstreamClientConfig.DEFAULT));
    }

    ClientLoop(UpstreamClient client) {
        this(client, NioIoHandler.newFactory());
    }

    ClientLoop(UpstreamClient client, IoHandlerFactory sockets) {
        this.group = new MultiThreadIoEventLoopGroup(1, sockets);
        this.client = client;
    }

    EventLoop loop() {
        return group.next();
    }

    CallProbe get(TargetGroup targets, String path) {
        return ask(targets, HttpMethod.GET, path, LIMITS);
    }

    /** A request without a body, sent whole. */
    CallProbe ask(TargetGroup targets, HttpMethod method, String path, CallLimits limits) {
        return start(targets, new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path), limits, call -> {
            call.write(LastHttpContent.EMPTY_LAST_CONTENT);
            call.flush();
        });
    }

    /** A request whose body follows. */
    CallProbe open(TargetGroup targets, HttpMethod method, String path, CallLimits limits) {
        return start(targets, new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path), limits, call -> {});
    }

    private CallProbe start(TargetGroup targets, HttpRequest head, CallLimits limits, Consumer<UpstreamCall> then) {
        var probe = new CallProbe(loop());
        run(() -> {
            probe.call = client.open(targets, loop(), head, limits, probe);
            then.accept(probe.call);
            return probe;
        });
        return probe;
    }

    <T> T run(Callable<T> task) {
        try {
            return loop().submit(task).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

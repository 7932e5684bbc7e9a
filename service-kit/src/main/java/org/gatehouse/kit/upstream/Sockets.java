package org.gatehouse.kit.upstream;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import java.util.function.Function;

/** The kind of socket that an event loop can serve. */
final class Sockets {

    private Sockets() {}

    static Channel forLoop(EventLoop loop) {
        return forLoop(loop, other -> {
            throw new IllegalStateException("no socket for an event loop of " + other.getClass());
        });
    }

    /** @param others makes sockets for event loops that are not NIO's */
    static Channel forLoop(EventLoop loop, Function<EventLoop, Channel> others) {
        return loop instanceof IoEventLoop io && io.isIoType(NioIoHandler.class)
                ? new UpstreamSocket()
                : others.apply(loop);
    }

    /** Whether a pooled connection is good as far as anybody can tell now. */
    static boolean isStillIdle(Channel channel) {
        return channel instanceof UpstreamSocket socket ? socket.isStillIdle() : channel.isActive();
    }
}

package org.gatehouse.kit.upstream;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The kind of socket that an event loop can serve. */
final class Sockets {

    private Sockets() {}

    static Channel forLoop(EventLoop loop) {
        if (loop instanceof IoEventLoop io && io.isIoType(NioIoHandler.class)) {
            return new NioSocketChannel();
        }
        throw new IllegalStateException("no socket for an event loop of " + loop.getClass());
    }
}

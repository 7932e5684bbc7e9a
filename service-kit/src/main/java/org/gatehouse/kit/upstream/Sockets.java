package org.gatehouse.kit.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The kinds of socket that an event loop can serve, and what they can be asked, past what the loop has seen so far, of how
 * their peer left them.
 */
final class Sockets {

    private static final ByteBuffer NOWHERE = ByteBuffer.allocateDirect(1);

    /** Passed over by servers between requests (RFC 9112, section 2.2). */
    private static final ByteBuffer EMPTY_LINE =
            ByteBuffer.allocateDirect(2).put(0, (byte) '\r').put(1, (byte) '\n');

    private Sockets() {}

    static Channel forLoop(EventLoop loop) {
        if (loop instanceof IoEventLoop io && io.isIoType(NioIoHandler.class)) {
            return new NioUpstreamSocket();
        }
        if (loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)) {
            var socket = new EpollSocketChannel();
            socket.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            return socket;
        }
        throw new IllegalStateException("no socket for an event loop of " + loop.getClass());
    }

    /**
     * Whether the peer of an idle connection has neither closed it nor sent anything. Either makes it useless, so what is
     * read here is not missed.
     */
    static boolean isStillIdle(Channel channel) {
        try {
            return switch (channel) {
                case NioUpstreamSocket socket -> socket.read(ByteBuffer.allocate(1)) == 0;
                case EpollSocketChannel socket -> socket.fd().read(NOWHERE, 0, NOWHERE.capacity()) == 0;
                default -> channel.isActive();
            };
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether a reset followed the peer's end of sending. After the end a read no longer tells, a write does. To be asked
     * after a whole request only.
     */
    static boolean wasResetAfterEnd(Channel channel) {
        var unsent = channel.unsafe().outboundBuffer();
        if (unsent == null || !unsent.isEmpty()) {
            return false;
        }
        try {
            switch (channel) {
                case NioUpstreamSocket socket -> socket.write(EMPTY_LINE.duplicate());
                case EpollSocketChannel socket -> socket.fd().write(EMPTY_LINE, 0, EMPTY_LINE.capacity());
                default -> {}
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}

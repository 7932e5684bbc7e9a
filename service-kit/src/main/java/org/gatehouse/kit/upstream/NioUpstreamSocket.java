package org.gatehouse.kit.upstream;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A socket of the JDK's that can be read and written past its event loop. */
final class NioUpstreamSocket extends NioSocketChannel {

    NioUpstreamSocket() {
        config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    /** The peer's end of sending leaves the socket as it is: only then can it be told whether a reset follows. */
    @Override
    public ChannelFuture shutdownInput() {
        return newSucceededFuture();
    }

    int read(ByteBuffer into) throws IOException {
        return javaChannel().read(into);
    }

    int write(ByteBuffer from) throws IOException {
        return javaChannel().write(from);
    }
}

package org.gatehouse.kit.upstream;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A socket that can be asked, past what the event loop has seen so far, how its peer left it. */
final class UpstreamSocket extends NioSocketChannel {

    private static final byte[] EMPTY_LINE = {'\r', '\n'};

    UpstreamSocket() {
        config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    /** The peer's end of sending leaves the socket as it is: only then can it be told whether a reset follows. */
    @Override
    public ChannelFuture shutdownInput() {
        return newSucceededFuture();
    }

    /**
     * Whether the peer of an idle connection has neither closed it nor sent anything. Either makes it useless, so what is
     * read here is not missed.
     */
    boolean isStillIdle() {
        try {
            return javaChannel().read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether a reset followed the peer's end of sending. After the end a read no longer tells, a write does: of an empty
     * line, which a server passes over between requests (RFC 9112, section 2.2). To be asked after a whole request only.
     */
    boolean wasResetAfterEnd() {
        var unsent = unsafe().outboundBuffer();
        if (unsent == null || !unsent.isEmpty()) {
            return false;
        }
        try {
            javaChannel().write(ByteBuffer.wrap(EMPTY_LINE));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}

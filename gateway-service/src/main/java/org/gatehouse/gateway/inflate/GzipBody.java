package org.gatehouse.gateway.inflate;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.util.function.Predicate;
import org.gatehouse.kit.guard.BodyDecoder;

/** RFC 1952. Reads in steps so small that none holds much, whatever it inflates to. */
final class GzipBody implements BodyDecoder {

    private static final int STEP_BYTES = 256;

    private final JdkZlibDecoder zlib = new JdkZlibDecoder(ZlibWrapper.GZIP, 0);
    private final EmbeddedChannel channel = new EmbeddedChannel(zlib);

    @Override
    public boolean decode(ByteBuf bytes, Predicate<ByteBuf> to) {
        while (bytes.isReadable()) {
            try {
                channel.writeInbound(bytes.readRetainedSlice(Math.min(STEP_BYTES, bytes.readableBytes())));
            } catch (DecompressionException e) {
                return false;
            }
            for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
                if (!to.test(part)) {
                    return true;
                }
            }
        }
        return true;
    }

    @Override
    public boolean isComplete() {
        return zlib.isClosed();
    }

    @Override
    public void close() {
        try {
            channel.finishAndReleaseAll();
        } catch (DecompressionException e) { // what is no gzip was refused for that, and is so to its end
            channel.releaseInbound();
        }
    }
}

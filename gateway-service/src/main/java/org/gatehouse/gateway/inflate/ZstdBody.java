package org.gatehouse.gateway.inflate;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import org.gatehouse.kit.guard.BodyDecoder;

/** RFC 8878, with the window that its usual levels have: a larger one would be memory that any client may take. */
final class ZstdBody implements BodyDecoder {

    /** 2 MiB. */
    private static final int MOST_WINDOW_BITS = 21;

    private static final int PART_BYTES = 64 * 1024;

    private final Arrived arrived = new Arrived();
    private final ZstdInputStreamNoFinalizer zstd;
    private final Runnable onClose;
    private boolean closed;

    ZstdBody(Runnable onClose) {
        this.onClose = onClose;
        try {
            zstd = new ZstdInputStreamNoFinalizer(arrived).setContinuous(true).setLongMax(MOST_WINDOW_BITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean decode(ByteBuf bytes, Predicate<ByteBuf> to) {
        arrived.bytes = bytes;
        try {
            var part = new byte[PART_BYTES];
            for (int count = zstd.read(part); count >= 0; count = zstd.read(part)) {
                if (count > 0 && !to.test(Unpooled.copiedBuffer(part, 0, count))) {
                    return true;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            arrived.bytes = Unpooled.EMPTY_BUFFER;
        }
    }

    /** What is cut within a frame is no end: the reader says so once it is told that nothing follows. */
    @Override
    public boolean isComplete() {
        try {
            return zstd.setContinuous(false).read() < 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            zstd.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            onClose.run();
        }
    }

    /** What has come and was not read yet: its end is not the end of all. */
    private static final class Arrived extends InputStream {

        private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

        @Override
        public int read() {
            return bytes.isReadable() ? bytes.readUnsignedByte() : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int count = Math.min(most, bytes.readableBytes());
            if (count == 0) {
                return -1;
            }
            bytes.readBytes(into, from, count);
            return count;
        }

        @Override
        public int available() {
            return bytes.readableBytes();
        }
    }
}

package org.gatehouse.kit.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Writes lines to standard output, all that came within a few milliseconds at once, on a thread of its own: a line told
 * on an event loop costs that loop no system call, no wake-up, and no waiting for a slow reader. Nothing is lost while
 * less than {@value #MOST_BYTES_WAITING} bytes wait; beyond that lines are dropped, counted, and the count is logged. When
 * the JVM stops each line is written at once. Public because logging configurations name it.
 */
public final class BatchedLines extends UnsynchronizedAppenderBase<ILoggingEvent> {

    static final int MOST_BYTES_WAITING = 8 * 1024 * 1024;

    private static final int FIRST_BYTES = 64 * 1024;
    private static final long GATHER_NANOS = Duration.ofMillis(20).toNanos();

    private final ReentrantLock adding = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread writer = Thread.ofPlatform().daemon().name("log-lines").unstarted(this::write);
    private final Thread atShutdown =
            Thread.ofPlatform().name("log-lines-flush").unstarted(this::writeThrough);
    private final OutputStream out;
    private @Nullable Encoder<ILoggingEvent> encoder;
    private byte[] filling = new byte[FIRST_BYTES];
    private byte[] spare = new byte[FIRST_BYTES];
    private int filled;
    private long lost;
    private volatile boolean throughNow;

    public BatchedLines() {
        this(ConsoleTarget.SystemOut.getStream());
    }

    BatchedLines(OutputStream out) {
        this.out = out;
    }

    public void setEncoder(Encoder<ILoggingEvent> lineEncoder) {
        encoder = lineEncoder;
    }

    @Override
    public void start() {
        if (encoder == null) {
            addError("No encoder is set for the appender " + getName());
            return;
        }
        Runtime.getRuntime().addShutdownHook(atShutdown);
        writer.start();
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        writeThrough();
        LockSupport.unpark(writer);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (encoder != null) {
            add(encoder.encode(event));
        }
    }

    private void add(byte[] line) {
        boolean first;
        adding.lock();
        try {
            first = filled == 0;
            if (filled + line.length > MOST_BYTES_WAITING) {
                lost++;
                return;
            }
            if (filled + line.length > filling.length) {
                filling = Arrays.copyOf(filling, Math.max(2 * filling.length, filled + line.length));
            }
            System.arraycopy(line, 0, filling, filled, line.length);
            filled += line.length;
        } finally {
            adding.unlock();
        }
        if (throughNow) {
            flush();
        } else if (first) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        while (!throughNow) {
            if (waiting() == 0) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, GATHER_NANOS);
                flush();
            }
        }
    }

    private int waiting() {
        adding.lock();
        try {
            return filled;
        } finally {
            adding.unlock();
        }
    }

    /** Whatever stops the JVM, what is still told while it goes down is not left in memory. */
    private void writeThrough() {
        throughNow = true;
        flush();
    }

    private void flush() {
        long dropped;
        writing.lock();
        try {
            dropped = writeFilled();
        } finally {
            writing.unlock();
        }
        if (dropped > 0) {
            LoggerFactory.getLogger(BatchedLines.class)
                    .warn("{} lines of {} were dropped: standard output is read too slowly", dropped, getName());
        }
    }

    private long writeFilled() {
        byte[] full;
        int count;
        long dropped;
        adding.lock();
        try {
            full = filling;
            count = filled;
            dropped = lost;
            filling = spare;
            filled = 0;
            lost = 0;
        } finally {
            adding.unlock();
        }
        try {
            out.write(full, 0, count);
            out.flush();
        } catch (IOException e) {
            addError("Lines could not be written", e);
        }
        spare = full;
        return dropped;
    }
}

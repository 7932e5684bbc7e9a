package org.gatehouse.kit.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchedLinesTest {

    private static final Logger LOGGER = new LoggerContext().getLogger("lines");

    private final BlockingQueue<String> writes = new LinkedBlockingQueue<>();
    private final Semaphore mayWrite = new Semaphore(1_000_000);
    private final BatchedLines lines = new BatchedLines(new OutputStream() {
        @Override
        public void write(int b) {
            throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            mayWrite.acquireUninterruptibly();
            writes.add(new String(bytes, from, count, US_ASCII));
        }
    });

    private void start() {
        lines.setEncoder(new EncoderBase<>() {
            @Override
            public byte[] headerBytes() {
                return new byte[0];
            }

            @Override
            public byte[] encode(ILoggingEvent event) {
                return (event.getMessage() + "\n").getBytes(US_ASCII);
            }

            @Override
            public byte[] footerBytes() {
                return new byte[0];
            }
        });
        lines.start();
    }

    @AfterEach
    void stop() {
        mayWrite.release(1_000);
        lines.stop();
    }

    private void tell(String message) {
        lines.doAppend(new LoggingEvent("", LOGGER, Level.INFO, message, null, new Object[0]));
    }

    private String next() throws InterruptedException {
        var written = writes.poll(5, TimeUnit.SECONDS);
        assertThat(written).isNotNull();
        return written == null ? "" : written;
    }

    @Test
    void writesAllThatCameInAFewMillisecondsAtOnceAndInOrder() throws InterruptedException {
        mayWrite.drainPermits(); // what comes while the first is being written is one more write
        start();
        tell("one");
        while (!mayWrite.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        tell("two");
        tell("three");
        mayWrite.release(2);

        assertThat(next()).isEqualTo("one\n");
        assertThat(next()).isEqualTo("two\nthree\n");
    }

    @Test
    void losesNothingWhileFarMoreComesThanIsTaken() throws InterruptedException {
        start();
        var expected = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            tell("line " + i);
            expected.append("line ").append(i).append('\n');
        }
        var written = new StringBuilder();
        while (written.length() < expected.length()) {
            written.append(next());
        }
        assertThat(written).hasToString(expected.toString());
    }

    @Test
    void dropsWholeLinesOnceTheBoundIsReached() throws InterruptedException {
        mayWrite.drainPermits();
        start();
        tell("first");
        while (!mayWrite.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        var half = "x".repeat(BatchedLines.MOST_BYTES_WAITING / 2);
        tell(half);
        tell(half);
        tell("small");
        mayWrite.release(2);

        assertThat(next()).isEqualTo("first\n");
        assertThat(next()).isEqualTo(half + "\nsmall\n");
    }

    @Test
    void writesAtOnceWhenItHasBeenStopped() {
        start();
        tell("before");
        lines.stop();
        assertThat(String.join("", writes)).isEqualTo("before\n");
    }
}

package org.gatehouse.testing.upstream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.testing.upstream.SocketWire.ClientLeftException;

/**
 * One client's connection: this thread always reads, so that it sees the client leave; answers are written beside it. A
 * request that comes after the last answer is met by a reset, as a system does for a program that has closed: read and
 * dropped without a word, it would look like one that was acted on.
 */
final class Connection implements Runnable {

    private final Socket socket;
    private final Answers answers;
    private final Stats stats;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final AtomicLong goneAtMicros = new AtomicLong();
    private volatile boolean ended;

    Connection(Socket socket, Answers answers, Stats stats) {
        this.socket = socket;
        this.answers = answers;
        this.stats = stats;
    }

    @Override
    public void run() {
        Thread answering = null;
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            var wire = new SocketWire(socket, gone);
            for (var request = IncomingRequest.read(in); request != null; request = IncomingRequest.read(in)) {
                if (answering != null) {
                    answering.join();
                }
                if (ended) {
                    wire.reset();
                    break;
                }
                var next = request;
                answering = Thread.ofVirtual().start(() -> answer(next, wire));
            }
            leave(answering);
        } catch (IOException e) {
            // A reset is how some clients leave.
            leave(answering);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave(@org.jspecify.annotations.Nullable Thread answering) {
        goneAtMicros.set(
                ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant()));
        gone.countDown();
        if (answering != null) {
            try {
                answering.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answer(IncomingRequest request, SocketWire wire) {
        if (request.path().startsWith("/mock/")) {
            control(request, wire);
            return;
        }
        stats.began(request);
        try {
            boolean whole = answers.answer(request, wire);
            if (whole) {
                stats.completed();
            } else {
                stats.broke();
            }
            if (!whole || !request.keepAlive()) {
                end();
            }
        } catch (IOException e) {
            if (!(e instanceof ClientLeftException)) {
                awaitReader();
            }
            stats.left(goneAtMicros.get());
        }
    }

    private void end() throws IOException {
        ended = true;
        if (!socket.isClosed()) { // a broken answer may have closed it its own way
            socket.shutdownOutput();
        }
    }

    /** A write failed: the reading side is about to notice why, and when. */
    private void awaitReader() {
        try {
            socket.close();
            gone.await();
        } catch (IOException e) {
            gone.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void control(IncomingRequest request, SocketWire wire) {
        try {
            switch (request.path()) {
                case "/mock/reset" -> stats.reset();
                case "/mock/await-open" -> stats.await(stats::answering);
                case "/mock/await-left" -> stats.await(stats::wasLeft);
                default -> {}
            }
            wire.whole(200, "content-type: application/json\r\n", stats.json());
        } catch (IOException e) {
            gone.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

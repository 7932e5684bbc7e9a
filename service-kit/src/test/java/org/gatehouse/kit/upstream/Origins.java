package org.gatehouse.kit.upstream;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.testing.net.RawOrigin;

/** Servers of a few words that several tests share. */
final class Origins {

    static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private Origins() {}

    /** Answers every request on every connection alike. */
    static RawOrigin answering(String response) {
        return RawOrigin.start((connection, number) -> {
            while (true) {
                connection.readHead();
                connection.send(response);
            }
        });
    }

    static RawOrigin answeringOnceEach(String response) {
        return RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(response);
            connection.readToEnd();
        });
    }

    static <T> T take(LinkedBlockingQueue<T> queue) {
        try {
            var next = queue.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static TargetGroup to(RawOrigin... origins) {
        return TargetGroup.fixed(List.of(origins).stream().map(RawOrigin::uri).toArray(URI[]::new));
    }

    /** Waits until a count has stood still for half a second: nobody sends any more. */
    static void untilStill(AtomicLong count) {
        var never = new CountDownLatch(1);
        try {
            for (long before = -1; before != count.get(); ) {
                before = count.get();
                if (never.await(500, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("never happens");
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.proxy.RunningEdge.get;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * More than half of a request's cost is the kernel's, and follows from how often the edge calls it. These counts do not
 * depend on the machine: one that grows is a change of the hot path, to be wanted or undone.
 */
class EdgeCostIT {

    private static final int REQUESTS = 200;
    private static final int BUFFERS = 3; // head, body, and the empty end
    private static final double READS = 2.1; // for the request, and to notice a client that leaves

    private final RunningEdge edge = new RunningEdge();
    private final SocketWork work = edge.server().getApplicationContext().getBean(SocketWork.class);
    private final List<String> segments = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        edge.close();
    }

    /** Answers whatever one read of its socket brings. */
    private RawOrigin answeringEachSegment(String answer) {
        return RawOrigin.start((connection, number) -> {
            var segment = new byte[64 * 1024];
            for (int read = read(connection.socket().getInputStream(), segment);
                    read > 0;
                    read = read(connection.socket().getInputStream(), segment)) {
                segments.add(new String(segment, 0, read, StandardCharsets.ISO_8859_1));
                connection.send(answer);
            }
        });
    }

    private static int read(InputStream in, byte[] into) {
        try {
            return in.read(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double each(int count) {
        return (double) count / REQUESTS;
    }

    @Test
    void aRequestIsSentOnInOneWriteAndAnsweredInOne() {
        try (var origin = answeringEachSegment("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
                var client = edge.inFrontOf(origin).connect()) {
            client.send(get("/warm")).readResponse();
            segments.clear();
            int reads = work.reads();
            int buffers = work.buffers();
            int writes = work.writes();
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(client.send(get("/a")).readResponse().body()).isEqualTo("ok");
            }

            assertThat(segments).as("each request whole, in one write").hasSize(REQUESTS);
            assertThat(each(work.writes() - writes)).as("writes of an answer").isEqualTo(1);
            assertThat(each(work.buffers() - buffers))
                    .as("buffers of an answer")
                    .isLessThanOrEqualTo(BUFFERS);
            assertThat(each(work.reads() - reads)).as("reads of a request").isLessThanOrEqualTo(READS);
        }
    }

    @Test
    void aFrameOfAStreamIsOneWrite() {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                    for (int i = 0; i < REQUESTS; i++) {
                        for (int line = 0; line < 3; line++) { // a chunk: not before the last frame has arrived
                            connection.readLine();
                        }
                        connection.sendChunk("data: x\n\n");
                    }
                    connection.readLine(); // the end is one more write: not before the others have been counted
                    connection.send("0\r\n\r\n").readToEnd();
                });
                var client = edge.inFrontOf(origin).connect()) {
            client.send("POST /a HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .readHead();
            int writes = work.writes();
            for (int i = 0; i < REQUESTS; i++) {
                client.send("1\r\n\n\r\n");
                client.readLine();
                client.readLine();
                client.readLine();
                client.readLine();
            }
            assertThat(each(work.writes() - writes)).isEqualTo(1);
            client.send("0\r\n\r\n");
        }
    }
}

package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.Test;

/** A controller on a virtual thread awaits an upstream's head and returns its body: what a client's leaving does to it. */
@MicronautTest
@Property(name = "spec", value = "ServedResponseIT")
@Property(name = "micronaut.application.name", value = "kit-test")
@Property(name = "gatehouse.client.id", value = "kit-test")
@Property(name = "gatehouse.client.secret", value = "0123456789abcdef0123456789abcdef")
@Property(name = "micronaut.server.port", value = "-1")
class ServedResponseIT {

    private static final String REQUEST = "GET /relayed?origin=%d HTTP/1.1\r\nhost: here\r\n\r\n";
    private static final String STREAM = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    @Inject
    EmbeddedServer server;

    private RawConnection ask(RawOrigin origin) {
        return RawHttp.connect(server.getPort()).send(REQUEST.formatted(origin.port()));
    }

    @Test
    void streamsFrameByFrame() {
        var goOn = new CompletableFuture<Boolean>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(STREAM).sendChunk("first");
                    CallProbe.await(goOn);
                    connection.sendChunk("second").send("0\r\n\r\n");
                    connection.readToEnd();
                });
                var client = ask(origin)) {
            assertThat(client.readHead()).contains("200").contains("chunked");
            assertThat(client.readLine()).isEqualTo("5");
            assertThat(client.readLine()).isEqualTo("first");
            goOn.complete(true);
            assertThat(client.readLine()).isEqualTo("6");
            assertThat(client.readLine()).isEqualTo("second");
            assertThat(client.readLine()).isEqualTo("0");
        }
    }

    @Test
    void aClientThatLeavesInMidStreamClosesTheUpstreamAtOnce() {
        var closedAt = new CompletableFuture<Long>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(STREAM).sendChunk("first");
                    connection.closesWithin(Duration.ofSeconds(5));
                    closedAt.complete(System.nanoTime());
                });
                var client = ask(origin)) {
            client.readHead();
            client.readLine();
            long left = System.nanoTime();
            client.leave();

            assertThat(Duration.ofNanos(CallProbe.await(closedAt) - left)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void aClientThatLeavesBeforeTheHeadClosesTheUpstreamAtOnce() {
        var asked = new CompletableFuture<Boolean>();
        var closedAt = new CompletableFuture<Long>();
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    asked.complete(true);
                    connection.closesWithin(Duration.ofSeconds(5));
                    closedAt.complete(System.nanoTime());
                });
                var client = ask(origin)) {
            CallProbe.await(asked);
            long left = System.nanoTime();
            client.leave();

            assertThat(Duration.ofNanos(CallProbe.await(closedAt) - left)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void aBrokenUpstreamNeverLooksComplete() {
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send(STREAM).sendChunk("first");
                });
                var client = ask(origin)) {
            var response = client.readResponse();

            assertThat(response.body()).isEqualTo("first");
            assertThat(response.complete()).isFalse();
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheUpstreamBack() {
        var sent = new AtomicLong();
        var big = 60_000_000;
        try (var origin = RawOrigin.start((connection, number) -> {
                    connection.readHead();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + big + "\r\n\r\n");
                    for (; sent.get() < big; sent.addAndGet(10_000)) {
                        connection.send(new byte[10_000]);
                    }
                    connection.readToEnd();
                });
                var client = RawHttp.connectWithSmallWindow(server.getPort())) {
            client.send(REQUEST.formatted(origin.port()));
            client.readHead();
            Origins.untilStill(sent);
            assertThat(sent.get()).isLessThan(25_000_000);

            long received = 0;
            for (int size = Integer.parseInt(client.readLine(), 16); size > 0; ) {
                received += client.readBytes(size).length;
                client.readLine();
                size = Integer.parseInt(client.readLine(), 16);
            }
            assertThat(received).isEqualTo(big);
        }
    }

    @Test
    void aCollectedBodyIsBounded() {
        try (var origin = Origins.answering("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
                var client = RawHttp.connect(server.getPort())) {
            client.send("GET /relayed/collected?origin=%d&max=5 HTTP/1.1\r\nhost: a\r\n\r\n".formatted(origin.port()));
            assertThat(client.readResponse().body()).isEqualTo("hello");
            client.send("GET /relayed/collected?origin=%d&max=4 HTTP/1.1\r\nhost: a\r\n\r\n".formatted(origin.port()));
            assertThat(client.readResponse().body()).isEqualTo("too long");
        }
    }

    @Controller("/relayed")
    @Requires(property = "spec", value = "ServedResponseIT")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @ExecuteOn(TaskExecutors.BLOCKING)
    static class RelayedController {

        private final UpstreamClient client;

        RelayedController(UpstreamClient client) {
            this.client = client;
        }

        @Get(produces = "*/*")
        HttpResponse<?> relay(HttpRequest<?> request, int origin) throws InterruptedException, ExecutionException {
            var gone = ClientGone.of(request);
            var call = call(gone, origin);
            try (var _ = gone.onGone(() -> call.cancel(true))) {
                return HttpResponse.ok(new StreamedBody(call.get().body()));
            } catch (CancellationException e) {
                return HttpResponse.status(499, "Client gone");
            }
        }

        @Get("/collected")
        HttpResponse<?> collect(HttpRequest<?> request, int origin, int max)
                throws InterruptedException, ExecutionException {
            var response = call(ClientGone.of(request), origin).get();
            try {
                return HttpResponse.ok(response.collect(max).get());
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(BodyTooLargeException.class);
                return HttpResponse.ok("too long");
            }
        }

        private CompletableFuture<UpstreamResponse> call(ClientGone gone, int origin) {
            return client.send(
                    TargetGroup.fixed(URI.create("http://127.0.0.1:" + origin)),
                    gone.eventLoop(),
                    new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"),
                    Unpooled.EMPTY_BUFFER,
                    ClientLoop.LIMITS);
        }
    }
}

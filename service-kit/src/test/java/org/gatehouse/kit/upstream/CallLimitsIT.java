package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.answeringOnceEach;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallLimitsIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void onTheTimeToTheHead() {
        try (var origin = answeringOnceEach("")) {
            var call = client.ask(to(origin), HttpMethod.GET, "/", new CallLimits(LONG, SHORT, LONG, LONG));

            assertThat(call.failure()).isEqualTo(new UpstreamFailure.TimedOut(UpstreamFailure.Limit.HEAD));
        }
    }

    @Test
    void onSilenceWithinABody() {
        try (var origin = answeringOnceEach("HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf")) {
            var call = client.ask(to(origin), HttpMethod.GET, "/", new CallLimits(LONG, LONG, SHORT, LONG));

            assertThat(call.failure()).isEqualTo(new UpstreamFailure.TimedOut(UpstreamFailure.Limit.IDLE));
        }
    }

    @Test
    void onTheWholeCall() {
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            while (!connection.closesWithin(Duration.ofMillis(50))) {
                connection.sendChunk("drip");
            }
        })) {
            var limits = new CallLimits(LONG, LONG, LONG, Duration.ofMillis(500));
            var call = client.ask(to(origin), HttpMethod.GET, "/", limits);

            assertThat(call.failure()).isEqualTo(new UpstreamFailure.TimedOut(UpstreamFailure.Limit.TOTAL));
        }
    }

    @Test
    void onATlsHandshakeThatNeverEnds() {
        try (var origin = RawOrigin.start((connection, number) -> connection.readToEnd())) {
            var targets = TargetGroup.fixed(URI.create("https://127.0.0.1:" + origin.port()));
            var call = client.ask(targets, HttpMethod.GET, "/", new CallLimits(SHORT, LONG, LONG, LONG));

            assertThat(call.failure()).isInstanceOf(UpstreamFailure.ConnectTimeout.class);
        }
    }

    @Test
    void doNotCountWhileTheCallerHoldsTheResponseBack() throws Exception {
        var limits = new CallLimits(LONG, LONG, SHORT, LONG);
        var proceed = new CompletableFuture<Boolean>();
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nhalf");
            CallProbe.await(proceed);
            connection.send("half");
            connection.readToEnd();
        })) {
            var call = client.ask(to(origin), HttpMethod.GET, "/", limits);
            assertThat(call.nextPart()).isEqualTo("half");
            client.run(() -> {
                call.call.setAutoRead(false);
                return true;
            });
            assertThat(call.end.isDone()).isFalse();
            assertThat(waits(call, Duration.ofMillis(600))).isTrue();
            proceed.complete(true);
            client.run(() -> {
                call.call.setAutoRead(true);
                return true;
            });
            assertThat(call.body()).isEqualTo("half");
        }
    }

    private static boolean waits(CallProbe call, Duration time) throws Exception {
        try {
            call.end.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }
}

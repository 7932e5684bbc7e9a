package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client that leaves costs: the upstream must know within 100 ms, at both hops, streaming and not. */
@ExtendWith(SharedSuite.class)
final class CancelIT {
    private static final int TIMES = 7;
    private static final Duration LIMIT = Duration.ofMillis(100);

    private final Suite suite;
    private final Client client;
    private final String key;

    CancelIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
        this.key = client.newKey();
    }

    @Test
    void aClientThatLeavesAStreamStopsTheUpstream() {
        assertThat(median(this::leaveStream)).isLessThan(LIMIT);
    }

    @Test
    void aClientThatLeavesWhileItWaitsForTheWholeAnswerStopsTheUpstream() {
        assertThat(median(this::leaveUnary)).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("org.gatehouse.deploy.e2e.Way#all")
    void aClientOfAnyDialectStopsAnUpstreamOfAny(Way way) throws IOException, InterruptedException {
        for (boolean stream : new boolean[] {true, false}) {
            suite.upstream().reset();
            var request = client.request("POST", way.path(), key, way.body(stream, "mock:chunks=2000,gap=10"))
                    .build();
            var call = client.http().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
            suite.upstream().awaitOpen();
            if (stream) {
                try (InputStream body = call.join().body()) {
                    assertThat(body.readNBytes(1_000)).hasSize(1_000);
                }
            }
            var left = Instant.now();
            call.cancel(true);
            var stats = suite.upstream().awaitLeft();

            assertThat(stats.left()).as("%s, stream %s", way, stream).isEqualTo(1);
            assertThat(stats.open()).isZero();
            assertThat(Instant.EPOCH.plus(stats.leftAtMicros().getFirst(), ChronoUnit.MICROS))
                    .isBefore(left.plusSeconds(1));
        }
    }

    private Instant leaveStream() throws IOException, InterruptedException {
        var response = client.http().send(completion(true), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(body.readNBytes(200)).hasSize(200);
            return Instant.now();
        }
    }

    private Instant leaveUnary() {
        var call = client.http().sendAsync(completion(false), HttpResponse.BodyHandlers.ofString());
        Eventually.within(Duration.ofSeconds(10), "the upstream has the request", () -> open() == 1);
        var left = Instant.now();
        call.cancel(true);
        return left;
    }

    private HttpRequest completion(boolean stream) {
        return client.request("POST", "/v1/chat/completions", key, """
                {"model":"mock-small","stream":%s,"user":"mock:chunks=2000,gap=10",
                 "messages":[{"role":"user","content":"Hi"}]}""".formatted(stream))
                .build();
    }

    /** Of several, since the machine has other work too. */
    private Duration median(Leave leave) {
        var delays = new ArrayList<Duration>();
        for (int i = 0; i < TIMES; i++) {
            delays.add(delay(leave));
        }
        return delays.stream().sorted().skip(TIMES / 2).findFirst().orElseThrow();
    }

    private Duration delay(Leave leave) {
        try {
            suite.upstream().reset();
            var left = leave.at();
            Eventually.within(Duration.ofSeconds(10), "the upstream saw the client leave", () -> open() == 0);
            var stats = suite.upstream().stats();
            assertThat(stats.left()).isEqualTo(1);
            var seen = Instant.EPOCH.plus(stats.leftAtMicros().getFirst(), ChronoUnit.MICROS);
            return Duration.between(left, seen);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int open() {
        return suite.upstream().stats().open();
    }

    private interface Leave {
        Instant at() throws IOException, InterruptedException;
    }
}

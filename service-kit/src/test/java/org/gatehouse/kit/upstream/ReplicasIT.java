package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.answering;
import static org.gatehouse.kit.upstream.Origins.answeringOnceEach;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.util.List;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicasIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void anotherIsTriedWhenOneRefuses() {
        try (var origin = answering(OK)) {
            var targets = TargetGroup.fixed(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()), origin.uri());
            for (int i = 0; i < 10; i++) {
                assertThat(client.get(targets, "/").body()).isEqualTo("ok");
            }
        }
    }

    @Test
    void allRefusing() {
        var targets = TargetGroup.fixed(
                URI.create("http://127.0.0.1:" + RawOrigin.closedPort()),
                URI.create("http://127.0.0.1:" + RawOrigin.closedPort()));

        assertThat(client.get(targets, "/").failure()).isInstanceOf(UpstreamFailure.Refused.class);
    }

    @Test
    void noneAtAll() {
        assertThat(client.get(new TargetGroup(List.of()), "/").failure()).isInstanceOf(UpstreamFailure.NoTarget.class);
    }

    @Test
    void anUploadWaitsForTheReplicaThatAccepts() {
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.readBytes(6);
            connection.send(OK);
            connection.readHead();
            connection.readBytes(6);
            connection.send(OK);
            connection.readToEnd();
        })) {
            var targets = TargetGroup.fixed(URI.create("http://127.0.0.1:" + RawOrigin.closedPort()), origin.uri());
            for (int i = 0; i < 2; i++) {
                var call = client.open(targets, HttpMethod.POST, "/", ClientLoop.LIMITS);
                assertThat(call.write("abc").write("def").end().body()).isEqualTo("ok");
            }
        }
    }

    @Test
    void countNothingInFlightAfterAnyEnd() {
        try (var good = answering(OK);
                var bad = answeringOnceEach("rubbish\r\n\r\n")) {
            var targets = to(good, bad);
            for (int i = 0; i < 10; i++) {
                CallProbe.await(client.get(targets, "/").end);
            }
            assertThat(client.run(() -> targets.targets().stream()
                            .mapToInt(Target::inFlight)
                            .sum()))
                    .isZero();
        }
    }
}

package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaleConnectionIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    private RawOrigin closingTheFirstConnectionOnItsSecondRequest(LinkedBlockingQueue<String> seen) {
        return RawOrigin.start((connection, number) -> {
            seen.add(connection.readHead());
            connection.send(OK);
            seen.add(connection.readHead());
            if (number > 1) {
                connection.send(OK);
            }
        });
    }

    @Test
    void getIsRepeatedOnceOnAFreshConnection() {
        try (var origin = closingTheFirstConnectionOnItsSecondRequest(new LinkedBlockingQueue<>())) {
            var targets = to(origin);

            assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
            assertThat(client.get(targets, "/b").body()).isEqualTo("ok");
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void postIsNeverSentTwice() {
        var seen = new LinkedBlockingQueue<String>();
        try (var origin = closingTheFirstConnectionOnItsSecondRequest(seen)) {
            var targets = to(origin);
            assertThat(client.get(targets, "/a").body()).isEqualTo("ok");
            var post = client.ask(targets, HttpMethod.POST, "/b", ClientLoop.LIMITS);

            assertThat(post.failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
            assertThat(origin.connections()).isEqualTo(1);
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void aFreshConnectionThatClosesIsAFailure() {
        try (var origin = RawOrigin.start((connection, number) -> connection.readHead())) {
            assertThat(client.get(to(origin), "/").failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
            assertThat(origin.connections()).isEqualTo(1);
        }
    }
}

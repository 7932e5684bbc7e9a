package org.gatehouse.kit.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.take;
import static org.gatehouse.kit.upstream.Origins.to;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void nameTheTargetAsHostAndPutItsBasePathInFront() {
        var heads = new LinkedBlockingQueue<String>();
        try (var origin = RawOrigin.start((connection, number) -> {
            heads.add(connection.readHead());
            connection.send(OK);
        })) {
            var targets = TargetGroup.fixed(URI.create("http://localhost:" + origin.port() + "/v1/"));

            assertThat(client.get(targets, "/models?a=%20b").body()).isEqualTo("ok");
            assertThat(heads.poll())
                    .startsWith("GET /v1/models?a=%20b HTTP/1.1\r\n")
                    .containsIgnoringCase("\r\nhost: localhost:" + origin.port() + "\r\n");
        }
    }

    @Test
    void streamTheirBody() {
        var bodies = new LinkedBlockingQueue<String>();
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            bodies.add(new String(connection.readBytes(3), US_ASCII));
            bodies.add(new String(connection.readBytes(3), US_ASCII));
            connection.send(OK);
        })) {
            var call = client.open(to(origin), HttpMethod.POST, "/", ClientLoop.LIMITS);
            call.write("abc");
            assertThat(take(bodies)).isEqualTo("abc");
            call.write("def").end();

            assertThat(call.body()).isEqualTo("ok");
            assertThat(take(bodies)).isEqualTo("def");
        }
    }
}

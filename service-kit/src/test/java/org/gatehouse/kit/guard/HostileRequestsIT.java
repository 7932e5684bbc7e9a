package org.gatehouse.kit.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.gatehouse.testing.net.HostileRequest;
import org.gatehouse.testing.net.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each hostile request ends in its refusal and a closed connection, and no route ever gets a whole body of it. */
@MicronautTest
@GuardSpec
@Property(name = "gatehouse.guard.linger", value = "200ms")
class HostileRequestsIT {

    @Inject
    EmbeddedServer server;

    @Inject
    EchoController routes;

    @BeforeEach
    void forget() {
        routes.complete.clear();
    }

    static List<HostileRequest> buffered() {
        return HostileRequest.corpus("/echo/text");
    }

    static List<HostileRequest> blocking() {
        return HostileRequest.corpus("/echo/bytes");
    }

    static List<HostileRequest> streamed() {
        return HostileRequest.corpus("/echo/stream");
    }

    @ParameterizedTest
    @MethodSource({"buffered", "blocking", "streamed"})
    void areRefused(HostileRequest hostile) {
        try (var client = RawHttp.connect(server.getPort())) {
            var response = client.send(hostile.request()).readResponse();

            assertThat(response.status()).isEqualTo(hostile.status());
            assertThat(response.header("connection")).contains("close");
            assertThat(response.header("x-request-id")).isPresent();
            assertThat(response.header("content-type")).contains("application/problem+json");
            assertThat(client.closesWithin(Duration.ofSeconds(3))).isTrue();
            assertThat(routes.complete).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource({"buffered", "streamed"})
    void areRefusedWhenTheyComeByteByByte(HostileRequest hostile) {
        if (hostile.request().length() > 400) {
            return; // slow, and the codec's limits do not depend on it
        }
        try (var client = RawHttp.connect(server.getPort())) {
            for (int i = 0; i < hostile.request().length(); i++) {
                client.sendIfOpen(hostile.request().substring(i, i + 1));
            }
            // 415 for a head that is well but does not say what its body is: it is refused before the body's fault
            // arrives.
            assertThat(client.readResponse().status()).isIn(hostile.status(), 415);
            assertThat(routes.complete).isEmpty();
        }
    }
}

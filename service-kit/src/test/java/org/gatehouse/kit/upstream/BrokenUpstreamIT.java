package org.gatehouse.kit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.kit.upstream.Origins.OK;
import static org.gatehouse.kit.upstream.Origins.answeringOnceEach;
import static org.gatehouse.kit.upstream.Origins.to;

import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenUpstreamIT {

    private final ClientLoop client = new ClientLoop();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n",
                "HTTP/2.0 200 OK\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nnocolon\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok!",
                "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ncontent-length: +2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ncontent-length: 2, 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 0 OK\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.1 42 OK\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.1 099 OK\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: identity\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\nZZ\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nokXX0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFF\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx: a\nb: c\r\n\r\n",
                "HTTP/1.1 200 OK\r\nx: a\u0000b\r\ncontent-length: 0\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"
            })
    void isTakenForMalformedAndTheNextCallIsClean(String response) {
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(number == 1 ? response : OK);
            connection.readToEnd();
        })) {
            var targets = to(origin);

            assertThat(client.get(targets, "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
            assertThat(client.get(targets, "/").body()).isEqualTo("ok");
        }
    }

    @Test
    void aHeadThatIsTooLargeIsMalformed() {
        try (var origin = answeringOnceEach("HTTP/1.1 200 OK\r\nx: " + "a".repeat(40_000) + "\r\n\r\n")) {
            assertThat(client.get(to(origin), "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
        }
    }

    @Test
    void tooManyHeadersAreMalformed() {
        try (var origin = answeringOnceEach("HTTP/1.1 200 OK\r\n" + "x: a\r\n".repeat(300) + "\r\n")) {
            assertThat(client.get(to(origin), "/").failure()).isInstanceOf(UpstreamFailure.Malformed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nhalf",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n"
            })
    void aBodyCutShortIsToldFromACompleteOne(String response) {
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(response);
        })) {
            var call = client.get(to(origin), "/");

            assertThat(call.failure()).isInstanceOf(UpstreamFailure.ClosedMidBody.class);
            assertThat(call.parts).containsExactly("half");
        }
    }

    @Test
    void aHeadCutShortMayHaveBeenActedOn() {
        try (var origin = RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\ncontent-le");
        })) {
            assertThat(client.get(to(origin), "/").failure()).isEqualTo(new UpstreamFailure.ClosedBeforeHead(true));
        }
    }
}

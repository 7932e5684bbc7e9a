package org.gatehouse.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.gateway.fixture.RunningEdge;
import org.gatehouse.testing.net.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadIT {

    /** Each answer has its own. */
    private static final List<String> OF_THE_MOMENT =
            List.of("x-request-id", "request-id", "x-gateway-overhead-ms", "date", "last-modified", "expires");

    private static final RunningEdge EDGE = RunningEdge.start();

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    private static Set<String> headers(String method, String path) {
        var request = method + " " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
        var lines = new TreeSet<String>();
        try (var client = RawHttp.connect(EDGE.address().getPort())) {
            client.send(request)
                    .readHead()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> {
                        var name = line.substring(0, Math.max(0, line.indexOf(':')))
                                .toLowerCase(Locale.ROOT);
                        lines.add(OF_THE_MOMENT.contains(name) ? name : line.toLowerCase(Locale.ROOT));
                    });
            if (method.equals("HEAD")) {
                assertThat(client.readToEnd()).isEmpty();
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/docs",
                "/redoc",
                "/status",
                "/openapi.json",
                "/api/v1/auth/me",
                "/v1/models",
                "/nothing/here",
                "/v1//models",
                "/v1/messages?%zz",
                "/docs/nothing",
                "/docs/swagger-ui.css",
                "/admin/edge/status",
            })
    void isAnsweredWithTheHeadersOfGet(String path) {
        assertThat(headers("HEAD", path)).isEqualTo(headers("GET", path));
    }
}

package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gatehouse.testing.chat.BadBody;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be served is refused in the client's dialect, with the field at fault, and no upstream is asked. */
class BadBodyIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    static Stream<BadBody> bodies() {
        return BadBody.all();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isRefusedInTheDialectOfItsEndpoint(BadBody bad) {
        try (RawConnection connection = relay.send(bad.path(), bad.body(), relay.token())) {
            RawResponse response = connection.readResponse();

            assertThat(response.status()).as(response.body()).isEqualTo(bad.status());
            assertThat(response.header("x-request-id")).isPresent();
            assertThat(response.body()).startsWith(start(bad)).endsWith(end(bad, response));
        }
    }

    private static String start(BadBody bad) {
        if (!bad.path().startsWith("/v1/messages")) {
            return "{\"error\":{\"message\":\"";
        }
        String type = switch (bad.status()) {
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            default -> "invalid_request_error";
        };
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"";
    }

    private static String end(BadBody bad, RawResponse response) {
        return bad.path().startsWith("/v1/messages")
                ? "\"request_id\":\"" + response.header("request-id").orElseThrow() + "\"}"
                : "\"type\":\"invalid_request_error\",\"param\":" + json(bad.param()) + ",\"code\":" + json(bad.code())
                        + "}}";
    }

    private static String json(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}

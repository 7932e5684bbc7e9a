package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a request must be to be served, and what it gets when it is not. */
class RequestErrorIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @Test
    void mayHold32MebibytesAndNoMore() {
        String body = RelayRig.body("gatehouse/echo", false, "");
        RawResponse fits = relay.chat(body + " ".repeat(32 * 1024 * 1024 - body.length()));
        RawResponse tooLong = relay.chat(body + " ".repeat(32 * 1024 * 1024 + 1 - body.length()));

        assertThat(fits.status()).isEqualTo(200);
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.body()).contains("\"code\":\"request_too_large\"");
    }

    @Test
    void namesAModelThatExists() {
        RawResponse response = relay.chat(RelayRig.body("mock/larger", false, ""));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"The model 'mock/larger' does not exist or you do not have access to it. Near names: mock/large.\","
                                + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}");
    }

    @Test
    void cannotTellAHiddenModelFromAnUnknownOne() {
        String token = relay.issuer()
                .user(UUID.randomUUID(), "execute")
                .claim("key_id", UUID.randomUUID().toString())
                .claim("models", List.of("gatehouse/echo", "Big"))
                .sign();
        RawResponse hidden = relay.chat(RelayRig.body("hasty", false, ""), token);
        RawResponse unknown = relay.chat(RelayRig.body("pasty", false, ""), token);

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body().replace("hasty", "pasty")).isEqualTo(unknown.body());
        assertThat(relay.chat(RelayRig.body("gatehouse/echo", false, ""), token).status())
                .isEqualTo(200);
        assertThat(relay.chat(RelayRig.body("mock/large", false, ""), token).status())
                .isEqualTo(200);
    }

    @Test
    void isUnavailableWhenItsUpstreamIsNotSetUp() {
        RawResponse response = relay.chat(RelayRig.body("nowhere", false, ""));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).contains("\"type\":\"service_unavailable_error\"");
    }

    @Test
    void needsAValidToken() {
        RawResponse response = relay.chat(RelayRig.body("gatehouse/echo", false, ""), "nonsense");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).contains("\"code\":\"invalid_api_key\"");
        assertThat(response.header("www-authenticate")).isPresent();
    }

    @Test
    void needsThePermissionToExecute() {
        RawResponse response = relay.chat(
                RelayRig.body("gatehouse/echo", false, ""),
                relay.issuer().userToken(UUID.randomUUID(), "read", "write"));

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("\"type\":\"permission_error\"");
    }

    @Test
    void isNotServedToAService() {
        String token = relay.issuer().serviceToken("gateway-service", "chat-relay-service");

        assertThat(relay.chat(RelayRig.body("gatehouse/echo", false, ""), token).status())
                .isIn(401, 403);
    }

    @Test
    void mustBeJson() {
        RawResponse response = exchange("POST /v1/chat/completions", "text/plain");

        assertThat(response.status()).isEqualTo(415);
        assertThat(response.body()).contains("\"error\":{");
    }

    @Test
    void mustBeAPost() {
        assertThat(exchange("GET /v1/chat/completions", "application/json").status())
                .isEqualTo(405);
    }

    @Test
    void findsNothingElsewhere() {
        RawResponse response = exchange("POST /v1/chat/nothing", "application/json");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).contains("\"error\":{");
    }

    @Test
    void isDescribedByTheServiceItself() {
        RawResponse response =
                RawHttp.exchange(relay.port(), "GET /internal/openapi.yml HTTP/1.1\r\nHost: relay\r\n\r\n");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("/v1/chat/completions:", "/api/v1/chat/completions:", "text/event-stream");
    }

    private static RawResponse exchange(String methodAndPath, String type) {
        try (RawConnection connection = RawHttp.connect(relay.port())) {
            return connection
                    .send(methodAndPath + " HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge() + "Authorization: Bearer "
                            + relay.token() + "\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\n{}")
                    .readResponse();
        }
    }
}

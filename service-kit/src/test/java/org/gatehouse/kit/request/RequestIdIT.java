package org.gatehouse.kit.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.kit.app.KitApplication;
import org.gatehouse.kit.app.RawRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdIT {

    private static final String UUID_SHAPE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @RegisterExtension
    static final KitApplication APP = KitApplication.started();

    @Test
    void keepsTheIdTheCallerSent() {
        var answer = APP.send(APP.to("/mdc").header("x-request-id", "Trace_7.a-1"));

        assertThat(answer.headers().allValues("x-request-id")).containsExactly("Trace_7.a-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a/b", "ü", "<x>", "a,b"})
    void replacesAnIdThatIsNoPlainWord(String offered) {
        var answer = APP.send(APP.to("/mdc").header("x-request-id", offered));

        assertThat(answer.headers().firstValue("x-request-id")).get().asString().matches(UUID_SHAPE);
    }

    @Test
    void replacesAnIdThatIsTooLong() {
        assertThat(RequestId.acceptOrNew("a".repeat(128))).hasSize(128);
        assertThat(RequestId.acceptOrNew("a".repeat(129))).matches(UUID_SHAPE);
    }

    @Test
    void givesEachRequestItsOwn() {
        assertThat(APP.send(APP.to("/mdc")).headers().firstValue("x-request-id"))
                .isNotEqualTo(APP.send(APP.to("/mdc")).headers().firstValue("x-request-id"));
    }

    @Test
    void reachesTheLogOnAVirtualThread() {
        var id = UUID.randomUUID().toString();

        assertThat(APP.send(APP.to("/mdc").header("x-request-id", id)).body())
                .contains("\"request_id\":\"" + id + "\"", "\"virtual\":\"true\"");
    }

    @Test
    void isOnEveryRefusal() {
        var refused = new String[] {"/nothing", "/read", "/boom", "/things/no-uuid", "/form", "/status/503"};
        for (var path : refused) {
            var answer = APP.send(APP.to(path).header("x-request-id", "id-1"));
            assertThat(answer.headers().allValues("x-request-id")).as(path).containsExactly("id-1");
            assertThat(answer.body()).as(path).contains("\"instance\":\"id-1\"");
        }
        var tooLarge = APP.to("/things").header("x-request-id", "id-1").header("Content-Type", "application/json");
        assertThat(APP.send(tooLarge.POST(BodyPublishers.ofString("a".repeat(5000))))
                        .headers()
                        .allValues("x-request-id"))
                .containsExactly("id-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /a\u0000b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nBad\u0000Name: x\r\nConnection: close\r\n\r\n",
                "GET /{x} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            })
    void isOnRefusalsFromBeforeRouting(String request) {
        assertThat(RawRequest.send(APP.port(), request).toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 4")
                .containsOnlyOnce("\r\nx-request-id: ")
                .contains("content-type: application/problem+json", "\"instance\":\"");
    }

    /** Each in the shape of its path, with the id where its clients look, once. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/messages?%zz         |                                 | \"type\":\"error\"",
                "/v1/messages/nothing     |                                 | \"type\":\"error\"",
                "/v1/models?%zz           | anthropic-version: 2023-06-01   | \"type\":\"error\"",
                "/v1/models               | anthropic-version: 2023-06-01   | \"type\":\"error\"",
                "/v1/chat/completions?%zz |                                 | \"error\":{\"message\"",
                "/v1/models?%zz           |                                 | \"error\":{\"message\"",
                "/things?%zz              |                                 | \"instance\":\"id-1\"",
            })
    void isInRefusalsOfEveryShape(String target, @Nullable String header, String shape) {
        var answer = RawRequest.send(
                APP.port(),
                "GET " + target + " HTTP/1.1\r\nHost: a\r\nx-request-id: id-1\r\n"
                        + (header == null ? "" : header + "\r\n") + "Connection: close\r\n\r\n");

        assertThat(answer).contains(shape).containsOnlyOnce("x-request-id: id-1");
        if (shape.contains("type")) {
            assertThat(answer).containsOnlyOnce("\r\nrequest-id: id-1\r\n").contains("\"request_id\":\"id-1\"");
        } else {
            assertThat(answer).doesNotContain("\r\nrequest-id:");
        }
    }

    @Test
    void isOnTheRefusalOfAnEndlessHeader() {
        var request = "GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(40_000) + "\r\nConnection: close\r\n\r\n";

        assertThat(RawRequest.send(APP.port(), request).toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 431")
                .contains("x-request-id: ", "\"type\":\"urn:gatehouse:error:headers-too-large\"");
    }
}

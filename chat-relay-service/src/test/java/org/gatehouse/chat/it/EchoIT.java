package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EchoIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of("gatehouse.echo.max-tokens", 20));

    @Test
    void saysTheLastUserMessageAgain() {
        RawResponse response = relay.chat("""
                {"model":"gatehouse/echo","messages":[{"role":"user","content":"no"},
                 {"role":"user","content":[{"type":"text","text":"Grüße 👋🏽"},{"type":"text","text":" there"}]},
                 {"role":"assistant","content":"neither"}]}""");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        "\"model\":\"gatehouse/echo\"",
                        "\"content\":\"Grüße 👋🏽 there\"",
                        "\"finish_reason\":\"stop\"")
                .containsPattern("\"prompt_tokens\":\\d+,\"completion_tokens\":\\d+");
    }

    @Test
    void streamsTokenByToken() {
        RawResponse response =
                relay.chat(body("One two three four", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        assertThat(RelayRig.events(response)).hasSize(8);
        assertThat(response.body())
                .contains("\"content\":\"One\"", "\"content\":\" two\"", "\"finish_reason\":\"stop\"")
                .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":4,\"total_tokens\":15}")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void hidesUsageUnlessAsked() {
        assertThat(relay.chat(body("One", "\"stream\":true")).body()).doesNotContain("usage");
    }

    @Test
    void stopsAtTheLimitOfTheRequest() {
        assertThat(relay.chat(body("One two three four", "\"max_tokens\":2")).body())
                .contains("\"content\":\"One two\"", "\"finish_reason\":\"length\"", "\"completion_tokens\":2");
        assertThat(relay.chat(body("One two three four", "\"max_completion_tokens\":3,\"stream\":true"))
                        .body())
                .contains(" three", "\"finish_reason\":\"length\"")
                .doesNotContain(" four");
    }

    @Test
    void stopsAtItsOwnLimit() {
        assertThat(relay.chat(body("a ".repeat(100), "\"n\":1")).body())
                .contains("\"finish_reason\":\"length\"", "\"completion_tokens\":20");
    }

    @Test
    void givesOneChoiceOnly() {
        RawResponse response = relay.chat(body("One", "\"n\":2"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"param\":\"n\"");
    }

    @Test
    void needsSomethingToSay() {
        RawResponse response =
                relay.chat("{\"model\":\"gatehouse/echo\",\"messages\":[{\"role\":\"system\",\"content\":\"x\"}]}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"param\":\"messages\"");
    }

    @Test
    void speaksAtItsPace() {
        try (RawConnection connection =
                relay.send(RelayRig.CHAT, body("One two three four five six", "\"stream\":true"))) {
            long start = System.nanoTime();
            connection.readResponse();

            assertThat(System.nanoTime() - start).isGreaterThan(25_000_000L);
        }
    }

    private static String body(String text, String options) {
        return "{\"model\":\"gatehouse/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}],"
                + options + "}";
    }
}

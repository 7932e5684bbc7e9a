package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @Test
    void passesTheFramesOnAndEndsWithTheMarker() {
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=3"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.complete()).isTrue();
        assertThat(RelayRig.events(response)).hasSize(6).last().isEqualTo("data: [DONE]");
        assertThat(RelayRig.events(response).get(1))
                .isEqualTo(
                        "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                                + "\"model\":\"up/large\",\"system_fingerprint\":\"fp_mock\",\"choices\":[{\"index\":0,"
                                + "\"delta\":{\"content\":\"word0 \"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}");
    }

    @Test
    void bringsTheHeadersThatStreamsNeed() {
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=1"));

        assertThat(response.headers("content-type")).containsExactly("text/event-stream");
        assertThat(response.headers("cache-control")).containsExactly("no-cache");
        assertThat(response.headers("x-accel-buffering")).containsExactly("no");
        assertThat(response.headers("transfer-encoding")).containsExactly("chunked");
        assertThat(response.headers("content-encoding")).isEmpty();
        assertThat(response.header("x-request-id")).isPresent();
        assertThat(response.header("openai-processing-ms")).get().asString().containsOnlyDigits();
    }

    @Test
    void hidesTheUsageChunkUnlessItWasAskedFor() {
        RawResponse hidden = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=2"));
        String asking = RelayRig.body("mock/large", true, "mock:chunks=2")
                .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        RawResponse shown = relay.chat(asking);

        assertThat(hidden.body()).doesNotContain("\"choices\":[]").doesNotContain("prompt_tokens");
        assertThat(RelayRig.events(shown)).hasSize(6);
        assertThat(RelayRig.events(shown).get(4))
                .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2");
    }

    @Test
    void sendsTheClientsBytesWithTheSmallestPatch() {
        String body =
                "{ \"zzz\":1.50e+2, \"model\":\"mock/large\",\"messages\":[{\"content\":\"\\u00e9 \u20ac\"}],\"stream\":true}";
        relay.chat(body);

        assertThat(relay.upstream().stats().lastBody())
                .isEqualTo("{ \"zzz\":1.50e+2, \"model\":\"up/large\",\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[{\"content\":\"\\u00e9 \u20ac\"}],\"stream\":true}");
    }

    @Test
    void sendsItsOwnCredentialAndNothingOfTheClients() {
        relay.chat(RelayRig.body("mock/large", true, "mock:chunks=1"));

        var headers = relay.upstream().stats().lastHeaders();
        assertThat(headers.get("authorization")).isEqualTo("Bearer sk-upstream-secret");
        assertThat(headers.get("accept-encoding")).isEqualTo("identity");
        assertThat(headers.toString()).doesNotContain("eyJ");
        assertThat(relay.upstream().stats().lastPath()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void deliversEachFrameWhenItComes() {
        try (RawConnection connection =
                relay.send(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:chunks=4,gap=400"))) {
            connection.readHead();
            String first = nextEvent(connection);
            long firstAt = System.nanoTime();
            String second = nextEvent(connection);
            long gapMillis = (System.nanoTime() - firstAt) / 1_000_000;

            assertThat(first).contains("\"role\":\"assistant\"");
            assertThat(second).contains("word0 ");
            assertThat(gapMillis).isGreaterThan(150);
        }
    }

    @Test
    void sendsCommentsInLongSilenceAndGoesOnAfterwards() {
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=1,first=3500"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).startsWith(": ping\n\n: ping\n\n").endsWith("data: [DONE]\n\n");
    }

    @Test
    void servesTheTwinAndNamesByAlias() {
        try (RawConnection connection =
                relay.send("/api/v1/chat/completions", RelayRig.body("bIG", true, "mock:chunks=1"))) {
            assertThat(connection.readResponse().body()).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void keepsTheConnectionForTheNextRequest() {
        String body = RelayRig.body("mock/large", true, "mock:chunks=2");
        try (RawConnection connection = relay.send(RelayRig.CHAT, body)) {
            assertThat(connection.readResponse().complete()).isTrue();
            String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge()
                    + "Authorization: Bearer " + relay.token()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
            connection.send(head + body);

            assertThat(connection.readResponse().body()).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() {
        String slow = RelayRig.body("mock/large", true, "mock:chunks=2,first=300");
        String fast = RelayRig.body("gatehouse/echo", true, "");
        try (RawConnection connection = relay.send(RelayRig.CHAT, slow)) {
            connection.send("POST /v1/chat/completions HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge()
                    + "Authorization: Bearer "
                    + relay.token() + "\r\nContent-Type: application/json\r\nContent-Length: " + fast.length()
                    + "\r\n\r\n" + fast);

            assertThat(connection.readResponse().body()).contains("up/large").endsWith("data: [DONE]\n\n");
            assertThat(connection.readResponse().body())
                    .contains("gatehouse/echo")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "error-null", "empty-data", "crlf", "comments", "bytes", "multiline"})
    void mendsOrLeavesOutWhatBreaksClients(String oddity) {
        RawResponse response = relay.chat(RelayRig.body("mock/large", true, "mock:chunks=3,break=" + oddity));

        assertThat(response.body()).contains("word0 ", "word1 ", "word2 ").endsWith("data: [DONE]\n\n");
        assertThat(response.body().lines().filter(line -> !line.isEmpty()))
                .allMatch(line -> line.startsWith("data: {")
                        || line.equals("data: [DONE]")
                        || line.startsWith(":")
                        || line.startsWith("data: ,"));
        assertThat(response.body()).doesNotContain("\"error\"").doesNotContain("prompt_tokens");
    }

    @Test
    void passesTwoChoices() {
        String body = RelayRig.body("mock/large", true, "mock:chunks=2,break=no-end")
                .replace("\"stream\"", "\"n\":2,\"stream\"");
        RawResponse response = relay.chat(body);

        assertThat(response.body()).contains("\"index\":1").endsWith("data: [DONE]\n\n");
    }

    private static String nextEvent(RawConnection connection) {
        String line = connection.readLine();
        while (!line.startsWith("data:")) {
            line = connection.readLine();
        }
        return line;
    }
}

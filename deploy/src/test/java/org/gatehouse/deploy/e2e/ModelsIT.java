package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.gatehouse.testing.upstream.UpstreamProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The catalogue as callers meet it at the edge: what they see is what they may use, as it is at the moment. */
@ExtendWith(SharedSuite.class)
final class ModelsIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Suite suite;
    private final Client client;

    ModelsIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
    }

    @Test
    void aKeySeesExactlyTheModelsThatItMayUse() {
        var access = client.newcomer().access();
        var key = client.send("POST", "/api/v1/auth/keys", access, "{\"models\":[\"GateHouse/Echo\",\"no/such\"]}")
                .expect(201)
                .json()
                .path("key")
                .asText();

        assertThat(ids(client.send("GET", "/v1/models", key, null).expect(200).json()))
                .containsExactly("gatehouse/echo");
        client.send("GET", "/v1/models/gatehouse/echo", key, null).expect(200);
        client.send("POST", "/v1/chat/completions", key, chat("gatehouse/echo")).expect(200);

        var hidden = client.send("GET", "/v1/models/mock/large", key, null).expect(404);
        var unknown = client.send("GET", "/v1/models/mock/lerge", key, null).expect(404);
        assertThat(hidden.body().replace("large", "lerge")).isEqualTo(unknown.body());
        var refused = client.send("POST", "/v1/chat/completions", key, chat("mock/large"))
                .expect(404);
        assertThat(refused.json().path("error").path("code").asText()).isEqualTo("model_not_found");
    }

    @Test
    void whoHoldsTheListIsToldThatItIsTheSame() {
        var key = client.newKey();
        for (var path : List.of("/v1/models", "/api/v1/models", "/v1/models/gatehouse%2Fecho")) {
            var first = client.send("GET", path, key, null).expect(200);
            var again = client.send(client.request("GET", path, key, null)
                            .header("if-none-match", first.header("etag"))
                            .build())
                    .expect(304);

            assertThat(again.body()).isEmpty();
            assertThat(again.header("etag")).isEqualTo(first.header("etag")).startsWith("\"");
            assertThat(first.header("cache-control")).isEqualTo("private, no-cache");
            assertThat(first.header("vary")).contains("Authorization");
        }
    }

    @Test
    void anAliasAndAHiddenModelHoldForRequestsWithinASecond() {
        var admin = client.login("admin@gatehouse.local", suite.administratorPassword())
                .access();
        var key = client.newKey();
        client.send("POST", "/v1/chat/completions", key, chat("house-favourite"))
                .expect(404);

        client.send("PUT", "/admin/models/aliases/house-favourite", admin, "{\"model\":\"gatehouse/echo\"}")
                .expect(200);
        Eventually.within(SECOND, "the alias leads to the model", () -> chatStatus("house-favourite", key) == 200);

        client.send("PUT", "/admin/models/hidden/answering", admin, null).expect(204);
        Eventually.within(SECOND, "the model is gone", () -> chatStatus("answering", key) == 404);
        client.send("GET", "/v1/models/answering", key, null).expect(404);

        client.send("DELETE", "/admin/models/hidden/answering", admin, null).expect(204);
        Eventually.within(SECOND, "the model is back", () -> chatStatus("answering", key) == 200);
        client.send("DELETE", "/admin/models/aliases/house-favourite", admin, null)
                .expect(204);
        Eventually.within(SECOND, "the alias is gone", () -> chatStatus("house-favourite", key) == 404);
    }

    @Test
    void anUpstreamThatDiesAndComesBackIsSeenInItsModelsEntry() {
        var key = client.newKey();
        try (var _ = UpstreamProcess.start(suite.fragilePort())) {
            client.send("POST", "/v1/chat/completions", key, streamed("fragile-mock"))
                    .expect(200);
            seen(key, "healthy");
            assertThat(entry(key).path("health").path("time_to_first_token_ms").isInt())
                    .isTrue();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(chatStatus("fragile-mock", key)).isEqualTo(502);
        }
        seen(key, "down");
        var etag = client.send("GET", "/v1/models", key, null).header("etag");

        try (var _ = UpstreamProcess.start(suite.fragilePort())) {
            client.send("POST", "/v1/chat/completions", key, streamed("fragile-mock"))
                    .expect(200);
            seen(key, "healthy");
        }
        assertThat(client.send("GET", "/v1/models", key, null).header("etag")).isNotEqualTo(etag);
    }

    private void seen(String key, String status) {
        Eventually.within(
                Duration.ofSeconds(15),
                "the model is seen " + status,
                () -> entry(key).path("health").path("status").asText().equals(status));
    }

    private JsonNode entry(String key) {
        return client.send("GET", "/v1/models/fragile-mock", key, null)
                .expect(200)
                .json();
    }

    private int chatStatus(String model, String key) {
        return client.send("POST", "/v1/chat/completions", key, chat(model)).status();
    }

    private static String chat(String model) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"Hi"}]}""".formatted(model);
    }

    private static String streamed(String model) {
        return """
                {"model":"%s","stream":true,"messages":[{"role":"user","content":"Hi"}]}""".formatted(model);
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.path("data").spliterator(), false)
                .map(model -> model.path("id").asText())
                .toList();
    }
}

package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real model server behind the suite. Only when asked for ({@code ./gatehouse test --with-llama}): to compile it takes a
 * quarter of an hour.
 */
final class LlamaIT {
    private static final Duration BUILD = Duration.ofMinutes(40);
    private static final Duration RESTS = Duration.ofSeconds(20);
    private static final int LONG = 3000;

    private static LlamaServer server;
    private static Suite suite;
    private static Client client;
    private static String key;

    @BeforeAll
    static void start() {
        server = LlamaServer.start(PythonEnvironment.built("llama", BUILD));
        suite = Suite.start(
                "llama", Map.of("GATEHOUSE_UPSTREAM_URL", server.baseUrl(), "GATEHOUSE_UPSTREAM_API_KEY", "none"));
        client = new Client(suite.address());
        key = client.newKey();
    }

    @AfterAll
    static void stop() {
        suite.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/completions", "/v1/chat/completions", "/v1/messages", "/v1/responses"})
    void aWholeAnswerTellsWhyItEndedAndWhatItUsed(String path) {
        var answer =
                client.send("POST", path, key, body(path, false, 8)).expect(200).json();

        var usage = answer.path("usage");
        assertThat(usage.path("completion_tokens")
                        .asInt(usage.path("output_tokens").asInt()))
                .isBetween(1, 8);
        assertThat(answer.toString()).containsAnyOf("\"length\"", "\"max_tokens\"", "\"max_output_tokens\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/completions", "/v1/chat/completions", "/v1/messages", "/v1/responses"})
    void aStreamEndsAsItsDialectSays(String path) {
        var stream =
                client.send("POST", path, key, body(path, true, 8)).expect(200).body();

        assertThat(stream).contains(end(path)).doesNotContain("\"error\":{");
        assertThat(stream).containsAnyOf("\"length\"", "\"max_tokens\"", "\"max_output_tokens\"");
    }

    /** It sends its end mark, and no reason, to the request that it gives up for a newer one. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/completions", "/v1/chat/completions", "/v1/messages", "/v1/responses"})
    void aStreamThatANewerRequestInterruptsIsToldAsCut(String path) throws IOException {
        try (var first = begin(path)) {
            client.send("POST", "/v1/completions", key, body("/v1/completions", false, 2))
                    .expect(200);

            var rest = new String(first.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).contains("error").doesNotContain(end(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/completions", "/v1/chat/completions", "/v1/messages", "/v1/responses"})
    void aClientThatLeavesLetsTheServerRest(String path) throws IOException {
        begin(path).close();

        Eventually.within(RESTS, "llama.cpp rests", LlamaIT::rests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/completions", "/v1/chat/completions", "/v1/messages", "/v1/responses"})
    void aServerThatIsKilledInMidStreamIsAnErrorAndItsNextAnswerIsWhole(String path) throws IOException {
        try (var stream = begin(path)) {
            server.kill();

            var rest = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).contains("error").doesNotContain(end(path));
        } finally {
            server.startAgain();
        }
        Eventually.within(
                Duration.ofMinutes(1),
                "its next answer is whole",
                () -> client.send("POST", path, key, body(path, false, 4)).status() == 200);
    }

    @Test
    void itsModelIsListed() {
        assertThat(client.send("GET", "/v1/models/" + LlamaServer.MODEL, key, null)
                        .expect(200)
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(LlamaServer.MODEL);
    }

    /** A stream of which a part has come. */
    private static InputStream begin(String path) throws IOException {
        try {
            var response = client.http()
                    .send(
                            client.request("POST", path, key, body(path, true, LONG))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body().readNBytes(1500)).hasSize(1500);
            return response.body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it does from now on, over a span in which a token takes a few milliseconds. */
    private static boolean rests() {
        var before = server.processorTime();
        var span = Duration.ofMillis(300);
        long from = System.nanoTime();
        Eventually.within(Duration.ofSeconds(5), "a span is over", () -> System.nanoTime() - from > span.toNanos());
        return server.processorTime().minus(before).compareTo(Duration.ofMillis(30)) < 0;
    }

    private static String body(String path, boolean stream, int tokens) {
        var counting = "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve,";
        var asked = switch (path) {
            case "/v1/completions" -> "\"max_tokens\":%d,\"prompt\":\"%s\"";
            case "/v1/responses" -> "\"max_output_tokens\":%d,\"input\":\"%s\"";
            default -> "\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]";
        };
        return "{\"model\":\"" + LlamaServer.MODEL + "\",\"stream\":" + stream + "," + asked.formatted(tokens, counting)
                + "}";
    }

    private static String end(String path) {
        return switch (path) {
            case "/v1/messages" -> "message_stop";
            case "/v1/responses" -> "response.incomplete";
            default -> "data: [DONE]";
        };
    }
}

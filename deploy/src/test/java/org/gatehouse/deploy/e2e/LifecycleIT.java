package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One suite is stopped, started again, hurt and killed; the order saves starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LifecycleIT {
    private final Suite suite =
            Suite.start("lifecycle", Map.of("GATEHOUSE_RESTART", "false"), "--replicas", "chat-relay=2");
    private final Client client = new Client(suite.address());

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void showsThePasswordOnceAndStartsTheReplicas() {
        assertThat(suite.output()).contains(suite.administratorPassword(), "shown this once", "chat-relay-service-2");
        assertThat(suite.launcher().services("org.gatehouse.chat.Application")).hasSize(2);
    }

    @Test
    @Order(2)
    void aStreamThatRunsWhenTheStopComesIsFinishedAndTheNextStartKnowsEverything() throws Exception {
        var email = client.register();
        var tokens = client.login(email, Client.PASSWORD);
        var key = client.createKey(tokens.access()).key();
        var request = client.request("POST", "/v1/chat/completions", key, """
                {"model":"mock-small","stream":true,"user":"mock:chunks=60,gap=50",
                 "messages":[{"role":"user","content":"Hi"}]}""").build();
        var response = client.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (var body = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var first = body.readLine();
            suite.launcher().requestStop();
            var rest = body.lines().collect(Collectors.joining("\n")).strip();
            assertThat(first).startsWith("data: ");
            assertThat(rest).contains("word59").endsWith("data: [DONE]");
        }
        var descendants = suite.launcher().descendants();
        suite.restart();

        assertThat(descendants).noneMatch(ProcessHandle::isAlive);
        assertThat(suite.output()).doesNotContain(suite.administratorPassword());
        client.login(email, Client.PASSWORD);
        client.send("GET", "/v1/models", key, null).expect(200);
    }

    @Test
    @Order(3)
    void aSecondStartInTheSameHomeIsRefused() {
        try (var second = Launcher.start(suite.environment())) {
            var output = second.awaitEnd();
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(output).contains("already runs in " + suite.home());
        }
        client.send("GET", "/health", null, null).expect(200);
    }

    @Test
    @Order(4)
    void aServiceThatWasKilledIsAGatewayErrorAndHealthIsDegraded() {
        var key = client.newKey();
        suite.launcher().services("org.gatehouse.catalog.Application").forEach(ProcessHandle::destroyForcibly);

        Eventually.within(
                Duration.ofSeconds(15),
                "health is degraded",
                () -> client.send("GET", "/health", null, null)
                        .json()
                        .path("status")
                        .asText()
                        .equals("degraded"));
        var answer = client.send("GET", "/v1/models", key, null);
        assertThat(answer.status()).isIn(502, 503);
        Errors.isOpenAiError(answer, answer.status());
        client.send("GET", "/api/v1/auth/keys", client.newcomer().access(), null)
                .expect(200);
    }

    @Test
    @Order(5)
    void aStreamWhoseRelayIsKilledEndsInAnErrorAndNeverLooksComplete() throws Exception {
        var request = client.request("POST", "/v1/chat/completions", client.newKey(), """
                {"model":"mock-small","stream":true,"user":"mock:chunks=400,gap=50",
                 "messages":[{"role":"user","content":"Hi"}]}""")
                .build();
        var response = client.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(body.readLine()).startsWith("data: ");

            suite.launcher().services("org.gatehouse.chat.Application").forEach(ProcessHandle::destroyForcibly);

            assertThat(untilItBreaks(body)).contains("data: {\"error\":{").doesNotContain("[DONE]", "word399");
        }
    }

    /** All lines up to the end, or to where the connection is cut. */
    private static String untilItBreaks(BufferedReader body) {
        var lines = new ArrayList<String>();
        try {
            body.lines().forEach(lines::add);
        } catch (UncheckedIOException e) {
            lines.add("cut: " + e.getMessage());
        }
        return String.join("\n", lines);
    }

    @Test
    @Order(6)
    void aKilledLauncherLeavesNothingRunningAndTheNextStartWorks() {
        var key = client.newKey();
        var descendants = suite.launcher().descendants();
        suite.launcher().kill();

        Eventually.within(
                Duration.ofMinutes(2),
                "everything has stopped",
                () -> descendants.stream().noneMatch(ProcessHandle::isAlive));
        suite.restart();
        client.send("GET", "/v1/models", key, null).expect(200);
    }

    @Test
    @Order(7)
    void theScriptTellsHowTheSuiteIs() {
        var status = Script.run(suite.environment(), "status");
        assertThat(status.output())
                .contains("runs the suite in " + suite.home(), " is healthy", "  auth-service is healthy");
        assertThat(status.exitCode()).isZero();

        assertThat(Script.run(suite.environment(), "logs", "auth").output()).contains("\"level\":\"INFO\"");
        var none = Script.run(suite.environment(), "logs", "nothing");
        assertThat(none.output()).contains("no log 'nothing'");
        assertThat(none.exitCode()).isEqualTo(1);
    }

    @Test
    @Order(8)
    void theScriptFailsWhenRoutesAreRefused() throws Exception {
        var good = Script.run(suite.environment(), "routes", "reload");
        assertThat(good.output()).startsWith("{\"swapped\":true").endsWith("}\n");
        assertThat(good.exitCode()).isZero();

        Files.writeString(suite.home().resolve("upstreams.yml"), """
                  routes:
                    wrong:
                      methods: [FETCH]
                """, StandardOpenOption.APPEND);
        var refused = Script.run(suite.environment(), "routes", "reload");

        assertThat(refused.output()).contains("\"swapped\":false", "'FETCH' is not allowed here");
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    @Test
    @Order(9)
    void theScriptStopsTheSuite() {
        var descendants = suite.launcher().descendants();

        var down = Script.run(suite.environment(), "down");

        assertThat(down.output()).isEqualTo("Stopping\nStopped\n");
        assertThat(descendants).noneMatch(ProcessHandle::isAlive);
        assertThat(Script.run(suite.environment(), "status").exitCode()).isEqualTo(1);
        assertThat(Script.run(suite.environment(), "down").output()).startsWith("Nothing runs in ");
    }
}

package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.gatehouse.testing.trace.CollectedSpan;
import org.gatehouse.testing.trace.TraceCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collector is told of a request: whom it was passed to, what that cost, and not a word of what was said. */
final class RelayTraceIT {

    private static final TraceCollector COLLECTOR = TraceCollector.start();
    private static final String CALLER = "b7ad6b7169203331";

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of("gatehouse.tracing.endpoint", COLLECTOR.endpoint()));

    private final String trace = UUID.randomUUID().toString().replace("-", "");

    private RawConnection send(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge() + "Authorization: Bearer "
                + relay.token()
                + "\r\ntraceparent: 00-" + trace + "-" + CALLER + "-01\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + bytes.length + "\r\n\r\n";
        return RawHttp.connect(relay.port()).send(head).send(bytes);
    }

    private RawResponse ask(String path, String body) {
        try (RawConnection connection = send(path, body)) {
            return connection.readResponse();
        }
    }

    private List<CollectedSpan> spans(int count, String kind) {
        return COLLECTOR.await(
                count, span -> span.traceId().equals(trace) && span.kind().equals(kind));
    }

    private CollectedSpan request() {
        return spans(1, "SERVER").getFirst();
    }

    private CollectedSpan attempt() {
        return spans(1, "CLIENT").getFirst();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsWhoAnsweredAndHowMuchItWas(boolean stream) {
        ask(RelayRig.CHAT, RelayRig.body("mock/large", stream, "mock:chunks=3"));

        assertThat(request().parentSpanId()).isEqualTo(CALLER);
        assertThat(request().name()).isEqualTo("POST /v1/chat/completions");
        assertThat(request().attributes()).containsEntry("http.response.status_code", 200L);
        assertThat(request().failed()).isFalse();
        assertThat(attempt().isChildOf(request())).isTrue();
        assertThat(attempt().name()).isEqualTo("chat up/large");
        assertThat(attempt().failed()).isFalse();
        assertThat(attempt().events()).isEqualTo(stream ? List.of("first_token") : List.of());
        assertThat(attempt().attributes())
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "mock")
                .containsEntry("gen_ai.request.model", "up/large")
                .containsEntry("gatehouse.model", "mock/large")
                .containsEntry("gen_ai.response.model", "up/large")
                .containsEntry("gen_ai.response.id", "chatcmpl-1")
                .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                .containsEntry("gen_ai.usage.input_tokens", 7L)
                .containsEntry("gen_ai.usage.output_tokens", 3L)
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) relay.upstream().baseUrl().getPort())
                .doesNotContainKey("error.type");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, claude, true, end_turn, msg_1, up/claude",
        "/v1/messages, claude, false, end_turn, msg_1, up/claude",
        "/v1/messages, mock/large, true, stop, chatcmpl-1, up/large",
        "/v1/chat/completions, claude, true, end_turn, msg_1, up/claude",
        "/v1/chat/completions, claude, false, end_turn, msg_1, up/claude"
    })
    void speaksTheUpstreamsWordsWhateverTheClientsDialect(
            String path, String model, boolean stream, String reason, String id, String answering) {
        var body = path.endsWith("messages")
                ? Surface.MESSAGES.body(model, stream, "mock:chunks=2")
                : RelayRig.body(model, stream, "mock:chunks=2");
        assertThat(ask(path, body).status()).isEqualTo(200);

        assertThat(attempt().attributes())
                .containsEntry("gen_ai.response.finish_reasons", List.of(reason))
                .containsEntry("gen_ai.response.id", id)
                .containsEntry("gen_ai.response.model", answering);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsOfResponses(boolean stream) {
        ask("/v1/responses", "{\"model\":\"answering\",\"input\":\"Hi\",\"stream\":" + stream + "}");

        assertThat(request().name()).isEqualTo("POST /v1/responses");
        assertThat(attempt().attributes())
                .containsEntry("gen_ai.response.id", "resp_1")
                .containsEntry("gen_ai.response.model", "up/answering");
    }

    @Test
    void tellsOfTheModelInTheHouse() {
        ask(RelayRig.CHAT, RelayRig.body("gatehouse/echo", true, ""));

        assertThat(attempt().attributes())
                .containsEntry("gen_ai.provider.name", "echo")
                .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                .doesNotContainKey("server.address");
    }

    @Test
    void tellsOfEachUpstreamThatWasAsked() {
        ask(
                RelayRig.CHAT,
                RelayRig.body("mock/large", true, "mock:status=503")
                        .replace("\"stream\"", "\"models\":[\"gatehouse/echo\"],\"stream\""));

        var attempts = spans(2, "CLIENT");
        assertThat(attempts).allMatch(span -> span.isChildOf(request()));
        assertThat(attempts.getFirst().failed()).isTrue();
        assertThat(attempts.getFirst().attributes())
                .containsEntry("gen_ai.provider.name", "mock")
                .containsEntry("error.type", "overloaded");
        assertThat(attempts.getLast().failed()).isFalse();
        assertThat(attempts.getLast().attributes()).containsEntry("gen_ai.provider.name", "echo");
        assertThat(request().failed()).isFalse();
    }

    @Test
    void tellsThatAnAnswerBrokeOff() {
        ask(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:chunks=4,break=cut"));

        assertThat(attempt().failed()).isTrue();
        assertThat(attempt().attributes()).containsEntry("error.type", "broken");
        assertThat(request().failed()).isTrue();
        assertThat(request().attributes())
                .containsEntry("error.type", "broken")
                .containsEntry("http.response.status_code", 200L);
    }

    @Test
    void tellsThatNobodyCouldBeReached() {
        ask(RelayRig.CHAT, RelayRig.body("refusing", true, ""));

        assertThat(attempt().attributes())
                .containsEntry("error.type", "unreachable")
                .containsEntry("server.address", "127.0.0.1");
        assertThat(request().attributes()).containsEntry("http.response.status_code", 502L);
    }

    @Test
    void tellsThatTheClientLeft() {
        try (var connection = send(RelayRig.CHAT, RelayRig.body("mock/large", true, "mock:chunks=1000,gap=10"))) {
            connection.readHead();
        }

        assertThat(attempt().failed()).isTrue();
        assertThat(attempt().attributes())
                .containsEntry("error.type", "client_gone")
                .containsEntry("gatehouse.tokens_source", "ESTIMATED");
        assertThat(request().attributes()).containsEntry("error.type", "client_gone");
    }

    @Test
    void tellsOfARequestThatNobodyIsAskedFor() {
        ask(RelayRig.CHAT, RelayRig.body("no-such-model", true, ""));

        assertThat(request().attributes())
                .containsEntry("http.response.status_code", 404L)
                .containsEntry("error.type", "model-not-found");
        assertThat(request().failed()).isFalse();
        assertThat(COLLECTOR.spans())
                .filteredOn(span -> span.traceId().equals(trace))
                .hasSize(1);
    }

    @Test
    void holdsNothingOfWhatWasSaidNorAnyCredential() {
        relay.catalogue().userKey("sk-canary-of-the-caller");
        ask(RelayRig.CHAT, RelayRig.body("keyed", true, "mock:chunks=2").replace("Say something", "canary-prompt"));
        var token = relay.token();
        relay.chat(
                RelayRig.body("mock/large", false, "mock:chunks=2").replace("Say something", "canary-prompt"), token);

        assertThat(attempt().attributes()).containsEntry("gen_ai.provider.name", "keyed");
        COLLECTOR.await(span -> "mock".equals(span.attributes().get("gen_ai.provider.name"))
                && !span.traceId().equals(trace));
        for (var canary : List.of(
                "canary-prompt", "word0 ", "sk-canary", "sk-operator", "sk-upstream-secret", "mock:chunks", token)) {
            assertThat(COLLECTOR.find(canary)).isEmpty();
        }
    }
}

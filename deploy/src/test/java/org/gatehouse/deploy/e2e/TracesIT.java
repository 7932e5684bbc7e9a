package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.gatehouse.testing.trace.CollectedSpan;
import org.gatehouse.testing.trace.TraceCollector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One request, one trace: through the edge, the service and to the upstream, as a collector sees it. */
@ExtendWith(SharedSuite.class)
final class TracesIT {

    private static final String CHAT = """
            {"model":"mock-small","stream":%s,"user":"mock:%s","messages":[{"role":"user","content":"canary-prompt"}]}""";

    private final Suite suite;
    private final TraceCollector collector;
    private final Client client;
    private final Client.Tokens tokens;
    private final String id = UUID.randomUUID().toString();

    TracesIT(Suite suite) {
        this.suite = suite;
        this.collector = suite.collector();
        this.client = new Client(suite.address());
        this.tokens = client.newcomer();
    }

    private HttpRequest request(String method, String path, String bearer, @Nullable String json) {
        return client.request(method, path, bearer, json)
                .header("x-request-id", id)
                .build();
    }

    private CollectedSpan edge() {
        return collector.await(span -> span.service().equals("gateway-service")
                && id.equals(span.attributes().get("gatehouse.request_id")));
    }

    private CollectedSpan below(CollectedSpan parent) {
        return collector.await(span -> span.isChildOf(parent));
    }

    @Test
    void followsAChatFromTheEdgeToTheUpstream() {
        client.send(request("POST", "/v1/chat/completions", tokens.access(), CHAT.formatted(true, "chunks=3")))
                .expect(200);

        var call = below(edge());
        var relay = below(call);
        var attempt = below(relay);
        assertThat(edge().parentSpanId()).isEmpty();
        assertThat(List.of(edge().kind(), call.kind(), relay.kind(), attempt.kind()))
                .containsExactly("SERVER", "CLIENT", "SERVER", "CLIENT");
        assertThat(relay.service()).isEqualTo("chat-relay-service");
        assertThat(attempt.attributes())
                .containsEntry("gen_ai.provider.name", "default")
                .containsEntry("gen_ai.request.model", "mock-small")
                .containsEntry("gen_ai.usage.input_tokens", 7L)
                .containsEntry("gen_ai.usage.output_tokens", 3L);
        assertThat(collector.spans())
                .filteredOn(span -> span.traceId().equals(edge().traceId()))
                .hasSize(4)
                .noneMatch(CollectedSpan::failed);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/me, auth-service, 200",
        "/v1/models, model-catalog-service, 200",
        "/api/v1/auth/private-key/status, key-vault-service, 200",
        "/v1/models/no-such-model, model-catalog-service, 404"
    })
    void reachesEveryService(String path, String service, long status) {
        client.send(request("GET", path, tokens.access(), null));

        var span = below(below(edge()));
        assertThat(span.service()).isEqualTo(service);
        assertThat(span.name()).startsWith("GET /");
        assertThat(span.attributes()).containsEntry("http.response.status_code", status);
    }

    @Test
    void tellsOfAClientThatLeft() throws Exception {
        var chat = request("POST", "/v1/chat/completions", tokens.access(), CHAT.formatted(true, "chunks=1000,gap=10"));
        client.http().send(chat, BodyHandlers.ofInputStream()).body().close();

        var call = below(edge());
        var relay = below(call);
        assertThat(List.of(edge(), call, relay, below(relay)))
                .allMatch(CollectedSpan::failed)
                .allMatch(span -> "client_gone".equals(span.attributes().get("error.type")));
    }

    @Test
    void tellsOfEveryUpstreamThatWasAsked() {
        var body =
                CHAT.formatted(true, "status=500").replace("\"stream\"", "\"models\":[\"gatehouse/echo\"],\"stream\"");
        client.send(request("POST", "/v1/chat/completions", tokens.access(), body))
                .expect(200);

        var relay = below(below(edge()));
        assertThat(collector.await(2, span -> span.isChildOf(relay)))
                .extracting(span -> span.attributes().get("gen_ai.provider.name") + " " + span.failed())
                .containsExactly("default true", "echo false");
    }

    @Test
    void hasItsIdInTheLogsOfAllThatServedIt() throws IOException {
        client.send(request("POST", "/v1/chat/completions", tokens.access(), CHAT.formatted(false, "chunks=1")))
                .expect(200);

        var line = "\"trace_id\":\"" + edge().traceId() + "\"";
        for (var service : List.of("gateway", "chat-relay")) {
            Eventually.within(
                    Duration.ofSeconds(10), "the trace in the log of " + service, () -> logged(service, line));
        }
    }

    private boolean logged(String service, String words) {
        try (var logs = Files.list(suite.home().resolve("logs"))) {
            for (var log : logs.toList()) {
                if (log.getFileName().toString().toLowerCase(Locale.ROOT).startsWith(service)
                        && Files.readString(log).contains(words)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void holdsNoCredentialAndNoWordOfAnybody() {
        var key = client.createKey(tokens.access()).key();
        var privateKey = "c0ffee254729296a45a3885639ac7e10f9d54979a6f1d4d3fa7ab0e94b1e7c11";
        client.send("POST", "/api/v1/auth/private-key", tokens.access(), "{\"private_key\":\"" + privateKey + "\"}")
                .expect(201);
        client.send(
                "PUT", "/api/v1/auth/provider-keys/openai", tokens.access(), "{\"api_key\":\"sk-canary-provider\"}");
        client.send("GET", "/v1/models/" + key + "?key=" + key, key, null);
        client.send("POST", "/v1/chat/completions", key, CHAT.formatted(true, "chunks=2"))
                .expect(200);
        client.send(request("POST", "/v1/chat/completions", key, CHAT.formatted(false, "chunks=2")))
                .expect(200);

        below(below(below(edge())));
        for (var canary : List.of(
                key.substring(10),
                tokens.access().substring(10),
                tokens.refresh(),
                privateKey,
                "sk-canary-provider",
                "sk-upstream-test",
                "canary-prompt",
                "word0 ",
                "mock:chunks",
                Client.PASSWORD,
                suite.administratorPassword())) {
            assertThat(collector.find(canary)).isEmpty();
        }
    }
}

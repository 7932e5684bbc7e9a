package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.testing.net.RawHttp;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upstreams that are stricter than the translation are asked again in other words, once for each word; and what their own clients say reaches them. */
class PickyUpstreamIT {

    private static final PickyUpstream UPSTREAM = PickyUpstream.start();

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.upstreams.picky.base-url",
            UPSTREAM.baseUrl(),
            "gatehouse.upstreams.claude.kind",
            "anthropic",
            "gatehouse.upstreams.claude.base-url",
            UPSTREAM.baseUrl(),
            "gatehouse.upstreams.strict.kind",
            "anthropic",
            "gatehouse.upstreams.strict.base-url",
            UPSTREAM.baseUrl(),
            "gatehouse.upstreams.strict.betas",
            "known,mine-2026-01-01"));

    @BeforeAll
    static void serve() {
        relay.catalogue()
                .serve("{\"models\":["
                        + String.join(
                                ",",
                                model("plain", "picky", "m", ""),
                                model("gpt", "picky", "gpt-5.2-mini", ""),
                                model("told", "picky", "told", "\"temperature\",\"max_completion_tokens\""),
                                model("old", "picky", "o3-told", "\"max_tokens\""),
                                model("new", "picky", "new+max_tokens", ""),
                                model("both", "picky", "both+max_tokens+max_completion_tokens", ""),
                                model("mistral", "picky", "gpt-5-like+max_completion_tokens", ""),
                                model("cold", "picky", "cold+temperature+reasoning_effort", ""),
                                model("claude-hot", "claude", "hot+temperature", ""),
                                model("claude", "claude", "c", ""),
                                model("claude-strict", "strict", "c", ""))
                        + "]}");
        relay.readCatalogue();
    }

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @BeforeEach
    void forget() {
        UPSTREAM.received().clear();
    }

    @ParameterizedTest
    @CsvSource({
        "plain,max_tokens,1",
        "gpt,max_completion_tokens,1",
        "told,max_completion_tokens,1",
        "old,max_tokens,1",
        "new,max_completion_tokens,2",
        "mistral,max_tokens,2"
    })
    void namesTheLimitAsTheModelWantsIt(String model, String member, int asked) {
        RawResponse first = relay.post("/v1/responses", responses(model, "\"max_output_tokens\":50"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(UPSTREAM.received()).hasSize(asked);
        assertThat(UPSTREAM.received().getLast().body()).contains("\"" + member + "\":50");
        assertThat(first.header("x-gatehouse-dropped")).isEmpty();

        UPSTREAM.received().clear();
        assertThat(relay.post("/v1/messages", messages(model, "\"max_tokens\":50"))
                        .status())
                .isEqualTo(200);
        assertThat(UPSTREAM.received()).hasSize(1);
        assertThat(UPSTREAM.received().getLast().body()).contains("\"" + member + "\":50");
    }

    @Test
    void endsWithTheRefusalWhereNothingIsLeftToTry() {
        RawResponse response = relay.post("/v1/messages", messages("both", "\"max_tokens\":50"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("max_completion_tokens");
        assertThat(UPSTREAM.received()).hasSize(2);
    }

    @Test
    void leavesOutWhatIsRefusedAndSaysSo() {
        RawResponse first = relay.post(
                "/v1/responses", responses("cold", "\"temperature\":0.1,\"reasoning\":{\"effort\":\"low\"}"));
        RawResponse second = relay.post("/v1/responses", responses("cold", "\"temperature\":0.1"));
        RawResponse chat = relay.post("/v1/chat/completions", chat("claude-hot", "\"temperature\":0.1,\"seed\":1"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("x-gatehouse-dropped"))
                .hasValueSatisfying(names ->
                        assertThat(names.split(", ", -1)).containsExactlyInAnyOrder("temperature", "reasoning.effort"));
        assertThat(second.header("x-gatehouse-dropped")).contains("temperature");
        assertThat(chat.header("x-gatehouse-dropped")).contains("seed, temperature");
        assertThat(UPSTREAM.received()).hasSize(3 + 1 + 2);
    }

    @Test
    void namesWhatTwoTranslationsInARowLeaveOutInTheClientsWords() {
        RawResponse response = relay.post(
                "/v1/responses",
                responses("claude", "\"reasoning\":{\"effort\":\"low\"},\"tools\":[{\"type\":\"web_search\"}]"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-gatehouse-dropped")).contains("web_search, reasoning.effort");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        claude        | claude-code-20250219,context-management-2025-06-27 | claude-code-20250219,context-management-2025-06-27 |
        claude        | new-flag-2031-01-01 | new-flag-2031-01-01 |
        claude        | a, b ,a | a,b |
        claude        | '' | |
        claude        | 'bad flag' | |
        claude-strict | claude-code-20250219,new-flag-2031-01-01 | claude-code-20250219 | anthropic-beta
        claude-strict | mine-2026-01-01 | mine-2026-01-01 |
        claude-strict | new-flag-2031-01-01 | | anthropic-beta
        plain         | claude-code-20250219 | | anthropic-beta
        """)
    void tellsAnAnthropicUpstreamTheFlagsOfItsClients(String model, String sent, String arrives, String dropped) {
        RawResponse response = ask(
                "anthropic-version: 2024-10-22\r\nanthropic-beta: " + sent + "\r\n",
                messages(model, "\"max_tokens\":9"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(UPSTREAM.received().getLast().betas()).isEqualTo(arrives);
        assertThat(response.header("x-gatehouse-dropped").orElse(null)).isEqualTo(dropped);
        assertThat(UPSTREAM.received().getLast().version()).isEqualTo(model.equals("plain") ? null : "2024-10-22");
    }

    @ParameterizedTest
    @CsvSource({"'',2023-06-01", "2024-10-22,2024-10-22", "nonsense,2023-06-01", "2023-06-01,2023-06-01"})
    void tellsItTheVersion(String sent, String arrives) {
        ask("anthropic-version: " + sent + "\r\n", messages("claude", "\"max_tokens\":9"));

        assertThat(UPSTREAM.received().getLast().version()).isEqualTo(arrives);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"type":"thinking","thinking":"t","signature":""},{"type":"text","text":"y"} | {"type":"text","text":"y"} | thinking
        {"type":"thinking","thinking":"t"},{"type":"text","text":"y"} | {"type":"text","text":"y"} | thinking
        {"type":"redacted_thinking","data":""},{"type":"text","text":"y"} | {"type":"text","text":"y"} | thinking
        {"type":"thinking","thinking":"t","signature":" "},{"type":"text","text":"y"} | {"type":"text","text":"y"} | thinking
        {"type":"thinking","thinking":"t","signature":"EqQB"},{"type":"text","text":"y"} | {"type":"thinking","thinking":"t","signature":"EqQB"},{"type":"text","text":"y"} |
        {"type":"thinking","thinking":"","signature":"EqQB"},{"type":"text","text":"y"} | {"type":"thinking","thinking":"","signature":"EqQB"},{"type":"text","text":"y"} |
        {"type":"text","text":"a \\"thinking\\" b"} | {"type":"text","text":"a \\"thinking\\" b"} |
        """)
    void leavesOutThoughtsOfOtherModels(String blocks, String sent, String dropped) {
        RawResponse response = relay.post("/v1/messages", """
                {"model":"claude","max_tokens":9,"messages":[{"role":"user","content":"a"},\
                {"role":"assistant","content":[%s]},{"role":"user","content":"b"}]}""".formatted(blocks));

        assertThat(response.status()).isEqualTo(200);
        assertThat(UPSTREAM.received().getLast().body()).contains("\"content\":[" + sent + "]");
        assertThat(response.header("x-gatehouse-dropped").orElse(null)).isEqualTo(dropped);
    }

    @Test
    void leavesOutATurnThatWasNothingButAForeignThought() {
        relay.post("/v1/messages", """
                {"model":"claude","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[\
                {"type":"thinking","thinking":"t","signature":""}]},{"role":"user","content":"b"}]}""");

        assertThat(UPSTREAM.received().getLast().body())
                .contains("\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]");
    }

    private static RawResponse ask(String headers, String body) {
        String head = "POST /v1/messages HTTP/1.1\r\nHost: relay\r\n" + relay.byTheEdge() + "Authorization: Bearer "
                + relay.token() + "\r\n" + headers + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        try (var connection = RawHttp.connect(relay.port()).send(head + body)) {
            return connection.readResponse();
        }
    }

    private static String model(String id, String upstream, String name, String parameters) {
        return "{\"id\":\"" + id + "\",\"upstream\":\"" + upstream + "\",\"upstream_model\":\"" + name
                + "\",\"type\":\"chat\",\"supported_parameters\":[" + parameters + "]}";
    }

    private static String responses(String model, String members) {
        return "{\"model\":\"" + model + "\"," + members + ",\"input\":\"hi\"}";
    }

    private static String messages(String model, String members) {
        return "{\"model\":\"" + model + "\"," + members + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    }

    private static String chat(String model, String members) {
        return messages(model, members);
    }
}

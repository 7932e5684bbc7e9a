package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets of a Morpheus model, with every way in which the node's answers are not what they seem. */
class MorpheusAnswersIT {

    @RegisterExtension
    static final MorpheusRig relay = MorpheusRig.start();

    @BeforeEach
    void orders() {
        relay.control().behave("chat=,dying=none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chunks=3",
                "chunks=3,control",
                "chunks=3,control,split=1",
                "chunks=3,control,split=7",
                "chunks=3,break=no-done"
            })
    void streamsAreThoseOfTheDialect(String script) {
        RawResponse response = relay.chat(MorpheusRig.LLAMA, true, script);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .contains("word0 ", "word1 ", "word2 ", "\"finish_reason\":\"stop\"")
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("usage_from_")
                .doesNotContain("failover", "new session");
        assertThat(RelayRig.events(response))
                .allMatch(event -> event.startsWith("data: {") || event.equals("data: [DONE]"));
    }

    @ParameterizedTest
    @CsvSource({
        "'chunks=3', 7, 3",
        "'chunks=3,usage-chunk', 7, 90",
        "'chunks=3,uncounted,usage-chunk', 7, 90",
        "'chunks=3,break=no-done', 7, 3"
    })
    void tellsOnceWhatWasCountedToAClientThatAskedForIt(String script, int prompt, int completion) {
        var events = RelayRig.events(askingForUsage(script));

        assertThat(events.stream().filter(event -> event.contains("\"usage\":{")))
                .hasSize(1);
        assertThat(events.get(events.size() - 2))
                .contains(
                        "\"object\":\"chat.completion.chunk\"",
                        "\"choices\":[]",
                        "\"prompt_tokens\":" + prompt,
                        "\"completion_tokens\":" + completion,
                        "\"total_tokens\":" + (prompt + completion))
                .contains(id(events.getFirst()));
        assertThat(events.getLast()).isEqualTo("data: [DONE]");
    }

    @Test
    void countsForAClientThatAskedWhatNobodyCounted() {
        var events = RelayRig.events(askingForUsage("chunks=3,uncounted"));

        assertThat(events.get(events.size() - 2))
                .contains(id(events.getFirst()), "\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12");
        assertThat(events.getLast()).isEqualTo("data: [DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunks=3", "chunks=3,uncounted", "chunks=3,usage-chunk"})
    void tellsNothingOfUsageToAClientThatDidNotAsk(String script) {
        assertThat(relay.chat(MorpheusRig.LLAMA, true, script).body())
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("prompt_tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunks=4,break=truncate", "chunks=4,break=append-late", "chunks=4,uncounted,break=append"})
    void putsNoUsageBehindABrokenStream(String script) {
        assertThat(askingForUsage(script).body()).contains("upstream_error").doesNotContain("\"usage\":{", "[DONE]");
    }

    private static RawResponse askingForUsage(String script) {
        return relay.post(
                RelayRig.CHAT,
                RelayRig.body(MorpheusRig.LLAMA, true, "mock:" + script)
                        .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
    }

    private static String id(String event) {
        return event.substring(event.indexOf("\"id\":"), event.indexOf(',', event.indexOf("\"id\":")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunks=3", "chunks=3,control"})
    void wholeAnswersAreThoseOfTheDialect(String script) {
        RawResponse response = relay.chat(MorpheusRig.LLAMA, false, script);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{")
                .contains("word0 word1 word2 ", "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,")
                .doesNotContain("usage_from_")
                .endsWith("}");
    }

    @ParameterizedTest
    @CsvSource({
        "break=truncate",
        "break=append",
        "break=append-late",
        "break=cut",
        "'break=append,split=1'",
        "'break=truncate,control,split=1'"
    })
    void noStreamLooksCompleteThatIsNot(String script) {
        RawResponse response = relay.chat(MorpheusRig.LLAMA, true, "chunks=4," + script);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("word0").doesNotContain("[DONE]");
        assertThat(RelayRig.events(response).getLast())
                .isEqualTo("data: {\"error\":{\"message\":\"The upstream model provider failed to answer.\","
                        + "\"type\":\"upstream_error\",\"param\":null,\"code\":null}}");
        nextRequestIsClean();
    }

    @ParameterizedTest
    @CsvSource({
        "true,break=infra,502",
        "false,break=infra,502",
        "true,break=empty,502",
        "false,break=empty,502",
        "false,break=unary-append,502",
        "false,break=model-error,502",
        "true,'break=model-error,status=429',429",
        "false,'break=model-error,status=503',503",
        "false,'break=model-error,status=401',502",
        "false,'break=model-error,type=invalid_request_error',400"
    })
    void failuresBeforeTheFirstByteAreAnErrorOfTheirOwn(boolean stream, String script, int status) {
        RawResponse response = relay.chat(MorpheusRig.LLAMA, stream, script + ",reveal");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body())
                .startsWith("{\"error\":{\"message\":")
                .doesNotContain("Basic ", "10.9.8.7", "10.1.2.3", "dial tcp", "providerModelError");
        nextRequestIsClean();
    }

    @Test
    void anotherSessionAnswersWhenTheFirstOnesProviderFails() {
        relay.clean();
        relay.control().behave("dying=0x" + "b1".repeat(20));

        RawResponse response = relay.chat(MorpheusRig.LLAMA, true, "chunks=2");

        assertThat(response.body()).contains("word1").endsWith("data: [DONE]\n\n");
        assertThat(relay.control().stats().sessions()).hasSize(2);
        assertThat(relay.control().stats().lastOpen())
                .contains("\"failover\":false")
                .contains("\"omitProvider\":\"0xb1");
        assertThat(relay.control().stats().onHold()).isEqualTo("0");
    }

    @Test
    void asksWithTheSessionAndNothingOfTheCaller() {
        relay.chat(MorpheusRig.LLAMA, true, "chunks=1");

        var seen = relay.control().stats();
        assertThat(seen.lastHeaders()).containsKey("session_id").doesNotContainKeys("chat_id", "x-private-key");
        assertThat(seen.lastHeaders().get("authorization")).startsWith("Basic ");
        assertThat(seen.lastBody()).contains("\"include_usage\":true");
    }

    @Test
    void embedsThroughASessionOfItsOwnModel() {
        RawResponse response = relay.post("/v1/embeddings", "{\"model\":\"embedder\",\"input\":\"hello\"}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("\"embedding\":[0.25,-0.5]").doesNotContain("usage_from_");
    }

    @Test
    void tellsThatNobodyServesAModel() {
        RawResponse response = relay.chat("bidless", false, "");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers("retry-after")).hasSize(1);
        assertThat(response.body()).contains("No provider of the marketplace serves this model now");
    }

    private static void nextRequestIsClean() {
        RawResponse next = relay.chat(MorpheusRig.LLAMA, true, "chunks=1");
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        assertThat(next.body()).endsWith("data: [DONE]\n\n");
    }
}

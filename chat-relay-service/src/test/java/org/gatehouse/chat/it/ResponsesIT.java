package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import java.util.stream.Collectors;
import org.gatehouse.testing.issuer.TestIssuer;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses: passed where the upstream has them, made of chat completions or messages where it has not, stored nowhere. */
class ResponsesIT {

    private static final String RESPONSES = "/v1/responses";

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @ValueSource(strings = {"answering", "mock/large", "claude"})
    void theOfficialSdkReadsThemWholeAndStreamed(String model) {
        Response whole = sdk().responses().create(params(model, "mock:chunks=3"));
        var accumulator = ResponseAccumulator.create();
        try (var stream = sdk().responses().createStreaming(params(model, "mock:chunks=3"))) {
            stream.stream().forEach(accumulator::accumulate);
        }

        for (Response response : new Response[] {whole, accumulator.response()}) {
            assertThat(text(response)).isEqualTo("word0 word1 word2 ");
            assertThat(response.status())
                    .hasValueSatisfying(status -> assertThat(status.asString()).isEqualTo("completed"));
            assertThat(response.usage())
                    .hasValueSatisfying(
                            usage -> assertThat(usage.outputTokens()).isEqualTo(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "cut", "clean-mid-frame", "reset-after", "garbage", "error-event"})
    void aBrokenStreamIsAnExceptionToTheSdk(String how) {
        for (String model : new String[] {"answering", "mock/large", "claude"}) {
            assertThatThrownBy(() -> {
                        try (var stream =
                                sdk().responses().createStreaming(params(model, "mock:chunks=4,break=" + how))) {
                            stream.stream().toList();
                        }
                    })
                    .isInstanceOf(OpenAIException.class);
        }
    }

    @Test
    void numbersItsEventsAndEndsWithoutDone() {
        String body = relay.post(RESPONSES, Surface.RESPONSES.body("mock/large", true, "mock:chunks=2"))
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")))
                .containsExactly(
                        "event: response.created",
                        "event: response.in_progress",
                        "event: response.output_item.added",
                        "event: response.content_part.added",
                        "event: response.output_text.delta",
                        "event: response.output_text.delta",
                        "event: response.output_text.done",
                        "event: response.content_part.done",
                        "event: response.output_item.done",
                        "event: response.completed");
        for (int i = 0; i < 10; i++) {
            assertThat(body).contains("\"sequence_number\":" + i + ",");
        }
    }

    @Test
    void callsAFunction() {
        String tools =
                "\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}],\"stream\"";
        for (String model : new String[] {"mock/large", "claude"}) {
            for (boolean stream : new boolean[] {true, false}) {
                assertThat(relay.post(
                                        RESPONSES,
                                        Surface.RESPONSES
                                                .body(model, stream, "mock:chunks=1,tool")
                                                .replace("\"stream\"", tools))
                                .body())
                        .contains(
                                "\"type\":\"function_call\"",
                                "\"name\":\"weather\"",
                                "\"arguments\":\"{\\\"city\\\":\\\"Zürich\\\"}\"");
            }
        }
    }

    @Test
    void endsAtTheLimitAsIncomplete() {
        String limited = Surface.RESPONSES
                .body("mock/large", false, "mock:chunks=9")
                .replace("\"stream\"", "\"max_output_tokens\":2,\"stream\"");

        assertThat(relay.post(RESPONSES, limited).body())
                .contains("\"status\":\"incomplete\"", "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}");
    }

    @Test
    void passesTheRequestWithNothingStored() {
        relay.post(RESPONSES, Surface.RESPONSES.body("answering", false, "mock:chunks=1"));

        assertThat(relay.upstream().stats().lastPath()).isEqualTo("/v1/responses");
        assertThat(relay.upstream().stats().lastBody())
                .isEqualTo(Surface.RESPONSES
                        .body("up/answering", false, "mock:chunks=1")
                        .replace("\"up/answering\"", "\"up/answering\",\"store\":false"));
    }

    @Test
    void translatesItemsToMessages() {
        relay.post(RESPONSES, """
                {"model":"mock/large","user":"mock:chunks=1","instructions":"Be brief.","max_output_tokens":7,
                "text":{"format":{"type":"json_schema","name":"x","strict":true,"schema":{"type":"object"}}},
                "input":[{"role":"user","content":[{"type":"input_text","text":"See"},{"type":"input_image","image_url":"https://example.com/a.png"}]},
                {"type":"reasoning","id":"rs_1","summary":[]},
                {"type":"message","role":"assistant","content":[{"type":"output_text","text":"Looking"}]},
                {"type":"function_call","call_id":"c1","name":"weather","arguments":"{}"},
                {"type":"function_call_output","call_id":"c1","output":"Rain"}]}""");

        assertThat(relay.upstream().stats().lastBody()).isEqualTo("""
                {"model":"up/large","messages":[{"role":"system","content":"Be brief."},\
                {"role":"user","content":[{"type":"text","text":"See"},{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},\
                {"role":"assistant","content":"Looking","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},\
                {"role":"tool","tool_call_id":"c1","content":"Rain"}],"max_tokens":7,"user":"mock:chunks=1",\
                "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"},"strict":true}}}""");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"previous_response_id\":\"resp_1\"',previous_response_id",
        "'\"store\":true',store",
        "'\"background\":true',background",
        "'\"conversation\":\"conv_1\"',conversation"
    })
    void refusesWhatWouldHaveToBeStored(String member, String param) {
        for (String model : new String[] {"answering", "mock/large", "gatehouse/echo"}) {
            RawResponse response = relay.post(
                    RESPONSES, Surface.RESPONSES.body(model, false, "").replace("\"stream\"", member + ",\"stream\""));

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("\"param\":\"" + param + "\"", "not stored here");
        }
    }

    @Test
    void hasNoStoredResponses() {
        for (String method : new String[] {"GET", "DELETE"}) {
            RawResponse response = relay.ask(method, RESPONSES + "/resp_1");

            assertThat(response.status()).isEqualTo(404);
            assertThat(response.body()).contains("\"code\":\"response_not_found\"", "not stored here");
        }
    }

    private static ResponseCreateParams params(String model, String script) {
        return ResponseCreateParams.builder()
                .model(model)
                .input("Hi")
                .putAdditionalBodyProperty("user", JsonValue.from(script))
                .build();
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(part -> part.text())
                .collect(Collectors.joining());
    }

    private static OpenAIClient sdk() {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + relay.port() + "/v1")
                .apiKey(relay.token())
                .putHeader(TestIssuer.EDGE_HEADER, relay.edgeToken())
                .maxRetries(0)
                .build();
    }
}

package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's surface: bytes pass to an upstream of the same dialect, everything else is translated, nothing looks whole that is not. */
class MessagesIT {

    static final String MESSAGES = "/v1/messages";

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @Test
    void passesAStreamOfTheSameDialectAsItCame() {
        RawResponse response = relay.post(MESSAGES, Surface.MESSAGES.body("claude", true, "mock:chunks=2"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-type")).contains("text/event-stream");
        assertThat(response.body()).isEqualTo("""
                        event: message_start
                        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"up/claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":7,"cache_creation_input_tokens":0,"cache_read_input_tokens":2,"output_tokens":1}}}

                        event: content_block_start
                        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                        event: ping
                        data: {"type":"ping"}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word0 "}}

                        event: content_block_delta
                        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word1 "}}

                        event: content_block_stop
                        data: {"type":"content_block_stop","index":0}

                        event: message_delta
                        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}

                        event: message_stop
                        data: {"type":"message_stop"}

                        """);
    }

    @Test
    void changesNothingButTheModelOfARequest() {
        relay.post(
                MESSAGES,
                Surface.MESSAGES
                        .body("claude", false, "mock:chunks=1")
                        .replace("\"stream\"", "\"new_field\":[1.50],\"stream\""));

        assertThat(relay.upstream().stats().lastBody())
                .isEqualTo(Surface.MESSAGES
                        .body("up/claude", false, "mock:chunks=1")
                        .replace("\"stream\"", "\"new_field\":[1.50],\"stream\""));
        assertThat(relay.upstream().stats().lastHeaders())
                .containsEntry("x-api-key", "sk-ant-upstream-secret")
                .containsEntry("anthropic-version", "2023-06-01")
                .doesNotContainKey("authorization");
    }

    @Test
    void answersWithTheRequestIdWhereAnthropicsClientsLook() {
        RawResponse response = relay.post(MESSAGES, Surface.MESSAGES.body("claude", false, "mock:chunks=1"));

        assertThat(response.header("request-id")).isNotEmpty().isEqualTo(response.header("x-request-id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "mock/large", "gatehouse/echo"})
    void endsEveryCompleteStreamWithMessageStopOnce(String model) {
        String body = relay.post("/api/v1/messages", Surface.MESSAGES.body(model, true, "mock:chunks=3"))
                .body();

        assertThat(body)
                .startsWith("event: message_start\n")
                .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        assertThat(body.split("event: message_stop", -1)).hasSize(2);
        assertThat(body).contains("\"stop_reason\":\"end_turn\"", "text_delta").doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @CsvSource({"overloaded,overloaded_error", "error-event,api_error"})
    void tellsTheKindOfAnErrorInTheMiddle(String how, String type) {
        String body = relay.post(MESSAGES, Surface.MESSAGES.body("claude", true, "mock:chunks=4,break=" + how))
                .body();

        assertThat(Surface.lastFrame(body)).contains("\"type\":\"" + type + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "{},400,invalid_request_error",
        "'{\"model\":\"claude\"}',400,invalid_request_error",
        "'[]',400,invalid_request_error",
        "'{\"model\":\"none\",\"messages\":[{}]}',404,not_found_error",
        "'{\"model\":\"claude\",\"messages\":7}',400,invalid_request_error"
    })
    void refusesABadBodyInAnthropicsForm(String body, int status, String type) {
        RawResponse response = relay.post(MESSAGES, body);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers("request-id")).hasSize(1);
        assertThat(response.body())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\"")
                .contains("\"request_id\":\"" + response.header("request-id").orElseThrow() + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "claude,'{\"type\":\"create\"}'",
        "claude,'{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}'",
        "gatehouse/echo,'{\"type\":\"create\"}'",
        "gatehouse/echo,'{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}'",
        "claude,'\"msg_1\"'",
        "claude,7"
    })
    void tellsAnSdkToSendTheWholeConversation(String model, String thread) {
        String request = """
                {"model":"%s","max_tokens":10,"thread":%s,"messages":[{"role":"user","content":"Hi"}]}""".formatted(model, thread);
        RawResponse response = relay.post(MESSAGES, request);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"message\":\"Conversations are not stored here: send all messages, without 'thread'.\"")
                .contains("\"details\":{\"error_code\":\"thread_unsupported_request\"}");
    }

    @Test
    void takesNoThreadForNone() {
        assertThat(relay.post(MESSAGES, """
                        {"model":"claude","max_tokens":10,"thread":null,"messages":[{"role":"user","content":"Hi"}]}""").status()).isEqualTo(200);
    }

    @Test
    void countsTokensAtTheUpstreamOrHere() {
        assertThat(relay.post(MESSAGES + "/count_tokens", Surface.MESSAGES.body("claude", false, ""))
                        .body())
                .isEqualTo("{\"input_tokens\":7}");
        assertThat(relay.post(MESSAGES + "/count_tokens", Surface.MESSAGES.body("gatehouse/echo", false, ""))
                        .body())
                .isEqualTo("{\"input_tokens\":8}");
    }

    @Test
    void asksAChatUpstreamInItsOwnWords() {
        relay.post(MESSAGES, """
                {"model":"mock/large","max_tokens":50,"system":[{"type":"text","text":"Be brief."}],"stop_sequences":["END"],
                "temperature":0.5,"top_k":3,"thinking":{"type":"enabled","budget_tokens":1024},"metadata":{"user_id":"mock:chunks=1"},
                "tools":[{"name":"weather","description":"Tells it","input_schema":{"type":"object","minimum":1.50}}],
                "tool_choice":{"type":"any","disable_parallel_tool_use":true},
                "messages":[
                 {"role":"user","content":[{"type":"text","text":"See"},
                   {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO"}},
                   {"type":"image","source":{"type":"url","url":"https://example.com/a.png"}}]},
                 {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"x"},
                   {"type":"text","text":"Looking"},{"type":"tool_use","id":"t1","name":"weather","input":{"city":"Bern"}}]},
                 {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"Rain"}]},
                   {"type":"text","text":"And?"}]}]}""");

        assertThat(relay.upstream().stats().lastPath()).isEqualTo("/v1/chat/completions");
        assertThat(relay.upstream().stats().lastBody()).isEqualTo("""
                {"model":"up/large","messages":[{"role":"system","content":"Be brief."},\
                {"role":"user","content":[{"type":"text","text":"See"},\
                {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO"}},\
                {"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},\
                {"role":"assistant","content":"Looking","tool_calls":[{"id":"t1","type":"function",\
                "function":{"name":"weather","arguments":"{\\"city\\":\\"Bern\\"}"}}]},\
                {"role":"tool","tool_call_id":"t1","content":"Rain"},{"role":"user","content":"And?"}],\
                "max_tokens":50,"temperature":0.5,"stop":["END"],"user":"mock:chunks=1",\
                "tools":[{"type":"function","function":{"name":"weather","description":"Tells it",\
                "parameters":{"type":"object","minimum":1.50,"properties":{}}}}],"tool_choice":"required","parallel_tool_calls":false}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web_search_20250305", "bash_20250124"})
    void leavesOutAToolThatOnlyAnthropicHasAndSaysSo(String type) {
        RawResponse response = relay.post(
                MESSAGES,
                Surface.MESSAGES
                        .body("mock/large", false, "")
                        .replace("\"stream\"", "\"tools\":[{\"type\":\"" + type + "\",\"name\":\"x\"}],\"stream\""));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("x-gatehouse-dropped")).contains(type);
        assertThat(relay.upstream().stats().lastBody()).doesNotContain(type);
    }
}

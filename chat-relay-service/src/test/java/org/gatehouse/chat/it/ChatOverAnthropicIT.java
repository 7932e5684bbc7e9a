package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's clients in front of an Anthropic upstream. */
class ChatOverAnthropicIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @Test
    void streamsChunksThatClientsOfOpenAiKnow() {
        List<String> events = RelayRig.events(relay.chat(RelayRig.body("claude", true, "mock:chunks=2,think")
                .replace("\"stream\"", "\"stream_options\":{\"include_usage\":true},\"stream\"")));

        assertThat(events).hasSize(7);
        assertThat(events.getFirst())
                .contains("\"object\":\"chat.completion.chunk\"", "\"role\":\"assistant\"", "\"model\":\"claude\"");
        assertThat(events.get(1)).contains("\"delta\":{\"reasoning_content\":\"Hm.\"}");
        assertThat(events.get(2)).contains("\"delta\":{\"content\":\"word0 \"}");
        assertThat(events.get(4)).contains("\"finish_reason\":\"stop\"");
        assertThat(events.get(5))
                .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11");
        assertThat(events.getLast()).isEqualTo("data: [DONE]");
    }

    @Test
    void keepsTheUsageFromWhoDidNotAsk() {
        assertThat(relay.chat(RelayRig.body("claude", true, "mock:chunks=2")).body())
                .doesNotContain("usage")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void asksInAnthropicsWords() {
        relay.chat("""
                {"model":"claude","user":"mock:chunks=1","temperature":1.7,"stop":"END","max_completion_tokens":9,"seed":3,
                "parallel_tool_calls":false,"tool_choice":{"type":"function","function":{"name":"weather"}},
                "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}],
                "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}},
                "messages":[{"role":"system","content":"Be brief."},{"role":"developer","content":[{"type":"text","text":"Now."}]},
                {"role":"user","content":[{"type":"text","text":"See"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO"}}]},
                {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Bern\\"}"}},
                {"id":"c2","type":"function","function":{"name":"weather","arguments":""}}]},
                {"role":"tool","tool_call_id":"c1","content":"Rain"},{"role":"tool","tool_call_id":"c2","content":"Sun"},
                {"role":"user","content":"And?"}]}""");

        assertThat(relay.upstream().stats().lastPath()).isEqualTo("/v1/messages");
        assertThat(relay.upstream().stats().lastBody()).isEqualTo("""
                {"model":"up/claude","max_tokens":9,"system":"Be brief.\\n\\nNow.","messages":[\
                {"role":"user","content":[{"type":"text","text":"See"},\
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO"}}]},\
                {"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"weather","input":{"city":"Bern"}},\
                {"type":"tool_use","id":"c2","name":"weather","input":{}}]},\
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"Rain"},\
                {"type":"tool_result","tool_use_id":"c2","content":"Sun"},{"type":"text","text":"And?"}]}],\
                "temperature":1.0,"stop_sequences":["END"],"metadata":{"user_id":"mock:chunks=1"},\
                "tools":[{"name":"weather","input_schema":{"type":"object"}}],\
                "tool_choice":{"type":"tool","name":"weather","disable_parallel_tool_use":true},\
                "output_config":{"format":{"type":"json_schema","schema":{"type":"object","additionalProperties":false}}}}""");
    }

    @ParameterizedTest
    @CsvSource({"'\"n\":2',n", "'\"audio\":{\"voice\":\"x\"}',audio", "'\"modalities\":[\"text\",\"audio\"]',modalities"
    })
    void refusesWhatAnthropicCannotSay(String member, String param) {
        RawResponse response =
                relay.chat(RelayRig.body("claude", false, "").replace("\"stream\"", member + ",\"stream\""));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"param\":\"" + param + "\"", "unsupported_parameter");
    }

    @ParameterizedTest
    @CsvSource({"end_turn,stop", "max_tokens,length", "stop_sequence,stop", "refusal,content_filter"})
    void tellsWhyItEnded(String reason, String finish) {
        for (boolean stream : new boolean[] {true, false}) {
            assertThat(relay.chat(RelayRig.body("claude", stream, "mock:chunks=1,stop=" + reason))
                            .body())
                    .contains("\"finish_reason\":\"" + finish + "\"");
        }
    }

    @Test
    void callsATool() {
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}],\"stream\"";
        RawResponse whole =
                relay.chat(RelayRig.body("claude", false, "mock:chunks=1,tool").replace("\"stream\"", tools));
        RawResponse stream =
                relay.chat(RelayRig.body("claude", true, "mock:chunks=1,tool").replace("\"stream\"", tools));

        assertThat(whole.body())
                .contains(
                        "\"finish_reason\":\"tool_calls\"",
                        "\"arguments\":\"{\\\"city\\\":\\\"Zürich\\\"}\"",
                        "\"id\":\"toolu_1\"");
        assertThat(stream.body())
                .contains(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"toolu_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\"")
                .contains("\"finish_reason\":\"tool_calls\"");
    }
}

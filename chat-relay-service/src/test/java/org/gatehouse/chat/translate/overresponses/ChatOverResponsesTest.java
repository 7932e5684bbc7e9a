package org.gatehouse.chat.translate.overresponses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.UntranslatableException;
import org.gatehouse.chat.upstream.Dropped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatOverResponsesTest {

    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private final Dropped dropped = new Dropped();

    private String request(String json) throws IOException, UntranslatableException {
        return JsonTree.text(new ChatOverResponses().request(JsonTree.object(json), dropped));
    }

    @Test
    void asksForNothingToBeStoredAndForThoughtsToComeSealed() throws IOException, UntranslatableException {
        assertThat(request("{\"model\":\"m\"," + HI + "}"))
                .isEqualTo("{\"model\":\"m\",\"input\":[{\"type\":\"message\",\"role\":\"user\","
                        + "\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]}],"
                        + "\"include\":[\"reasoning.encrypted_content\"],\"store\":false}");
        assertThat(dropped.names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "max_tokens":5                               | "max_output_tokens":16
            "max_tokens":50,"max_completion_tokens":60   | "max_output_tokens":60
            "temperature":0.5,"top_p":0.9                | "temperature":0.5,"top_p":0.9
            "reasoning_effort":"high"                    | "reasoning":{"effort":"high"}
            "verbosity":"low"                            | "text":{"verbosity":"low"}
            "response_format":{"type":"json_object"}     | "text":{"format":{"type":"json_object"}}
            "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"},"strict":true}} | "text":{"format":{"type":"json_schema","name":"a","schema":{"type":"object"},"strict":true}}
            "logprobs":true,"top_logprobs":3             | "include":["reasoning.encrypted_content","message.output_text.logprobs"],"top_logprobs":3
            "user":"u"                                   | "safety_identifier":"u"
            "user":"u","safety_identifier":"s"           | "safety_identifier":"s"
            "metadata":{"a":"b"},"service_tier":"flex"   | "metadata":{"a":"b"},"service_tier":"flex"
            "stream":true                                | "stream":true
            "tools":[{"type":"function","function":{"name":"f"}}] | "tools":[{"type":"function","name":"f","parameters":{"type":"object","properties":{}},"strict":false}]
            "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}}],"parallel_tool_calls":false | "strict":true}],"parallel_tool_calls":false
            "tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"required" | "tool_choice":"required"
            "tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"function","function":{"name":"f"}} | "tool_choice":{"type":"function","name":"f"}
            "tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}} | "tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]}""")
    void carriesOver(String chat, String responses) throws IOException, UntranslatableException {
        assertThat(request("{\"model\":\"m\"," + HI + "," + chat + "}")).contains(responses);
        assertThat(dropped.names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"role":"system","content":"be"},{"role":"user","content":"a"} | "instructions":"be","input":[{"type":"message","role":"user"
            {"role":"user","content":"a"},{"role":"system","content":"be"} | {"type":"message","role":"developer","content":[{"type":"input_text","text":"be"}]}
            {"role":"system","content":"be"} | "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"be"}]}]
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x/y.png","detail":"low"}}]} | {"type":"input_image","image_url":"https://x/y.png","detail":"low"}
            {"role":"user","content":[{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA"}}]} | {"type":"input_file","file_data":"data:application/pdf;base64,AA","filename":"a.pdf"}
            {"role":"user","content":"a"},{"role":"assistant","content":"b","refusal":"no"} | {"type":"message","role":"assistant","content":[{"type":"output_text","text":"b","annotations":[]},{"type":"refusal","refusal":"no"}]}
            {"role":"user","content":"a"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"r"} | {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"r"}
            {"role":"user","content":"a"},{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":""}}]},{"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"r"}]} | "arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"r"}""")
    void writesMessagesAsItems(String messages, String items) throws IOException, UntranslatableException {
        assertThat(request("{\"model\":\"m\",\"messages\":[" + messages + "]}")).contains(items);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n\":2", "\"audio\":{\"voice\":\"a\"}", "\"modalities\":[\"audio\"]"})
    void refusesWhatWouldBeAnotherAnswer(String member) {
        assertThatThrownBy(() -> request("{\"model\":\"m\"," + HI + "," + member + "}"))
                .isInstanceOf(UntranslatableException.class);
    }

    @Test
    void namesWhatIsLost() throws IOException, UntranslatableException {
        request(
                "{\"model\":\"m\"," + HI
                        + ",\"seed\":1,\"stop\":\"x\",\"logit_bias\":{},\"tool_choice\":\"required\",\"tools\":[{\"type\":\"custom\"}]}");

        assertThat(dropped.names()).containsExactlyInAnyOrder("seed", "logit_bias", "tool_choice", "custom");
    }
}

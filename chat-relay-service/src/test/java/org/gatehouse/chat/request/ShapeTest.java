package org.gatehouse.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.request.Reading.Read;
import org.gatehouse.chat.request.Reading.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a translation would have to leave out is refused by name; what is the upstream's to judge passes. */
final class ShapeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        MESSAGES     | "system":0                                  | system
        MESSAGES     | "system":{}                                 | system
        MESSAGES     | "system":[5]                                | system.0
        MESSAGES     | "system":[null]                             | system.0
        MESSAGES     | "system":[{"type":"text","text":7}]         | system.0.text
        MESSAGES     | "tools":1                                   | tools
        MESSAGES     | "tools":{}                                  | tools
        MESSAGES     | "tools":[1]                                 | tools.0
        MESSAGES     | "tools":[null]                              | tools.0
        MESSAGES     | "tools":[{"name":5}]                        | tools.0.name
        MESSAGES     | "tools":[{"name":"a","input_schema":"x"}]   | tools.0.input_schema
        MESSAGES     | "tool_choice":"auto"                        | tool_choice
        MESSAGES     | "tool_choice":{"type":1}                    | tool_choice.type
        MESSAGES     | "stop_sequences":"x"                        | stop_sequences
        MESSAGES     | "stop_sequences":["x",null]                 | stop_sequences.1
        MESSAGES     | "temperature":"1"                           | temperature
        MESSAGES     | "top_k":true                                | top_k
        MESSAGES     | "thinking":true                             | thinking
        MESSAGES     | "metadata":"me"                             | metadata
        MESSAGES     | "metadata":{"user_id":5}                    | metadata.user_id
        MESSAGES     | "output_config":[]                          | output_config
        COUNT_TOKENS | "system":7                                  | system
        COUNT_TOKENS | "tools":"x"                                 | tools
        CHAT         | "tools":1                                   | tools
        CHAT         | "tools":["x"]                               | tools[0]
        CHAT         | "tools":[{},{"function":1}]                 | tools[1].function
        CHAT         | "tools":[{"function":{"name":null,"parameters":[]}}] | tools[0].function.parameters
        CHAT         | "tool_choice":1                             | tool_choice
        CHAT         | "tool_choice":{"function":{"name":{}}}      | tool_choice.function.name
        CHAT         | "response_format":"json"                    | response_format
        CHAT         | "response_format":{"json_schema":{"schema":"x"}} | response_format.json_schema.schema
        CHAT         | "stop":5                                    | stop
        CHAT         | "stop":[5]                                  | stop[0]
        CHAT         | "stop":["a",null]                           | stop[1]
        CHAT         | "temperature":"hot"                         | temperature
        CHAT         | "parallel_tool_calls":"no"                  | parallel_tool_calls
        CHAT         | "functions":{}                              | functions
        CHAT         | "modalities":"text"                         | modalities
        COMPLETIONS  | "stop":{}                                   | stop
        COMPLETIONS  | "suffix":1                                  | suffix
        EMBEDDINGS   | "dimensions":"x"                            | dimensions
        RESPONSES    | "instructions":5                            | instructions
        RESPONSES    | "prompt":"x"                                | prompt
        RESPONSES    | "tools":1                                   | tools
        RESPONSES    | "tools":[null]                              | tools[0]
        RESPONSES    | "tools":[{"name":1}]                        | tools[0].name
        RESPONSES    | "text":"x"                                  | text
        RESPONSES    | "text":{"format":"json"}                    | text.format
        RESPONSES    | "reasoning":"high"                          | reasoning
        RESPONSES    | "reasoning":{"effort":3}                    | reasoning.effort
        """)
    void namesWhatHasTheWrongType(Endpoint endpoint, String member, String param) {
        assertThat(refused(endpoint, member)).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        CHAT      | {"role":"user","content":5}             | messages[1].content
        CHAT      | {"role":"user","content":{}}            | messages[1].content
        CHAT      | {"role":"user","content":[5]}           | messages[1].content[0]
        CHAT      | {"role":"user","content":[null]}        | messages[1].content[0]
        CHAT      | {"role":"user","content":[{"type":"text","text":5}]} | messages[1].content[0].text
        CHAT      | {"role":"user","content":[{"image_url":5}]} | messages[1].content[0].image_url
        CHAT      | {"role":5,"content":"x"}                | messages[1].role
        CHAT      | {"role":"assistant","tool_calls":{}}    | messages[1].tool_calls
        CHAT      | {"role":"assistant","tool_calls":[1]}   | messages[1].tool_calls[0]
        CHAT      | {"tool_calls":[{"function":{"arguments":5}}]} | messages[1].tool_calls[0].function.arguments
        CHAT      | {"role":"tool","tool_call_id":1}        | messages[1].tool_call_id
        CHAT      | null                                    | messages[1]
        CHAT      | "hi"                                    | messages[1]
        MESSAGES  | {"role":"user","content":true}          | messages.1.content
        MESSAGES  | {"role":"user","content":["x"]}         | messages.1.content.0
        MESSAGES  | {"content":[{"type":"text","text":5}]}  | messages.1.content.0.text
        MESSAGES  | {"content":[{"input":"x"}]}             | messages.1.content.0.input
        MESSAGES  | {"content":[{"content":5}]}             | messages.1.content.0.content
        MESSAGES  | {"content":[{"content":[{"text":5}]}]}  | messages.1.content.0.content.0.text
        MESSAGES  | {"content":[{"content":[null]}]}        | messages.1.content.0.content.0
        MESSAGES  | {"content":[{"is_error":"yes"}]}        | messages.1.content.0.is_error
        MESSAGES  | []                                      | messages.1
        COUNT_TOKENS | {"role":"user","content":1}          | messages.1.content
        RESPONSES | {"role":"user","content":5}             | input[1].content
        RESPONSES | {"role":"user","content":[{"text":5}]}  | input[1].content[0].text
        RESPONSES | {"role":[],"content":"x"}               | input[1].role
        RESPONSES | {"arguments":5}                         | input[1].arguments
        RESPONSES | {"call_id":5}                           | input[1].call_id
        RESPONSES | 5                                       | input[1]
        RESPONSES | null                                    | input[1]
        """)
    void namesTheTurnThatHasAWrongTypeInTheWordsOfItsDialect(Endpoint endpoint, String turn, String param) {
        String list = "[{\"role\":\"user\",\"content\":\"x\"}," + turn + "]";
        String body = "{\"model\":\"m\",\"" + endpoint.requiredField() + "\":" + list + "}";

        assertThat(read(endpoint, body)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.param()).isEqualTo(param);
            assertThat(refused.message()).startsWith("Invalid type for '" + param + "': expected a");
            assertThat(refused.code()).isEqualTo("invalid_type");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        CHAT      | {"role":"tool","tool_call_id":"a","content":[{"type":"text","text":"x"}]}
        CHAT      | {"role":"assistant","content":null,"name":null,"tool_calls":null,"refusal":null}
        CHAT      | {"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":{"a":1}}}]}
        CHAT      | {"role":"user","content":[{"type":"image_url","image_url":"https://x"}]}
        CHAT      | {"role":"user","content":[{"type":"new","thing":5}]}
        MESSAGES  | {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"x"}]}]}
        MESSAGES  | {"role":"user","content":[{"type":"web_search_tool_result","content":{"error_code":"x"}}]}
        MESSAGES  | {"role":"user","content":[{"type":"search_result","source":"https://x","title":"t","content":[]}]}
        MESSAGES  | {"role":"user","content":[{"type":"document","source":{"type":"content","content":[{}]}}]}
        MESSAGES  | {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        RESPONSES | {"type":"reasoning","summary":[],"content":null,"encrypted_content":"x"}
        RESPONSES | {"type":"computer_call_output","call_id":"a","output":{"type":"computer_screenshot"}}
        RESPONSES | {"type":"custom_tool_call","call_id":"a","name":"f","input":"x"}
        RESPONSES | {"type":"function_call_output","call_id":"a","output":[{"type":"input_text","text":"x"}]}
        """)
    void takesTheTurnsThatTheDialectHas(Endpoint endpoint, String turn) {
        String body = "{\"model\":\"m\",\"" + endpoint.requiredField() + "\":[" + turn + "]}";

        assertThat(read(endpoint, body)).isInstanceOf(Read.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "CHAT        | \"max_tokens\":0",
                "CHAT        | \"max_tokens\":-1",
                "CHAT        | \"max_tokens\":99999999999",
                "CHAT        | \"n\":0",
                "CHAT        | \"n\":1000",
                "CHAT        | \"temperature\":99",
                "CHAT        | \"tool_choice\":\"whenever\"",
                "CHAT        | \"tools\":null,\"stop\":null,\"temperature\":null",
                "CHAT        | \"reasoning_effort\":\"boundless\"",
                "CHAT        | \"x\":[{\"tools\":1}]",
                "CHAT        | \"system\":0",
                "COMPLETIONS | \"max_tokens\":0,\"echo\":true,\"logprobs\":1",
                "MESSAGES    | \"max_tokens\":0",
                "MESSAGES    | \"system\":[{\"type\":\"text\",\"text\":\"x\"}],\"service_tier\":\"finest\"",
                "RESPONSES   | \"max_output_tokens\":0,\"truncation\":\"somehow\"",
                "EMBEDDINGS  | \"encoding_format\":\"int4\",\"dimensions\":0",
            })
    void leavesRangesAndWordsToTheUpstream(Endpoint endpoint, String members) {
        assertThat(read(endpoint, body(endpoint, members))).isInstanceOf(Read.class);
    }

    @Test
    void takesALimitOfNothingForALimitAndANegativeOneForNone() {
        assertThat(limit("0")).hasValue(0);
        assertThat(limit("-1")).isEmpty();
        assertThat(limit("99999999999")).hasValue(Integer.MAX_VALUE);
    }

    private static java.util.OptionalInt limit(String value) {
        var read = (Read) read(Endpoint.CHAT, body(Endpoint.CHAT, "\"max_tokens\":" + value));
        return read.request().options().outputLimit();
    }

    private static String refused(Endpoint endpoint, String member) {
        var refused = (Refused) read(endpoint, body(endpoint, member));
        assertThat(refused.code()).isEqualTo("invalid_type");
        return String.valueOf(refused.param());
    }

    private static String body(Endpoint endpoint, String members) {
        String required = endpoint.requiredField().equals("messages")
                ? "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"
                : "\"" + endpoint.requiredField() + "\":\"x\"";
        return "{\"model\":\"m\"," + members + "," + required + "}";
    }

    private static Reading read(Endpoint endpoint, String body) {
        return RequestReader.read(endpoint, body.getBytes(StandardCharsets.UTF_8));
    }
}

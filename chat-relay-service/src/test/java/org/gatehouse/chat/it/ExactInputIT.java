package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client sends is refused by name, or it arrives as it was meant: nothing is left out or changed without a word. */
class ExactInputIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        /v1/messages              | mock/large    | "system":0                     | system
        /v1/messages              | claude        | "system":0                     | system
        /v1/messages              | mock/large    | "tools":1                      | tools
        /v1/messages              | mock/large    | "tools":[null]                 | tools.0
        /v1/messages              | mock/large    | "stop_sequences":[null]        | stop_sequences.0
        /v1/messages              | mock/large    | "max_tokens":1e99999999        | max_tokens
        /v1/messages              | mock/large    | "metadata":5                   | metadata
        /v1/messages/count_tokens | mock/large    | "system":0                     | system
        /v1/messages/count_tokens | claude        | "tools":1                      | tools
        /v1/messages/count_tokens | claude        | "tools":[{"name":5}]           | tools.0.name
        /v1/chat/completions      | mock/large    | "tools":1                      | tools
        /v1/chat/completions      | claude        | "tools":[null]                 | tools[0]
        /v1/chat/completions      | claude        | "stop":[null]                  | stop[0]
        /v1/chat/completions      | claude        | "response_format":"json"       | response_format
        /v1/chat/completions      | claude        | "n":1e99999999                 | n
        /v1/chat/completions      | mock/large    | "stream":0                     | stream
        /v1/responses             | mock/large    | "instructions":0               | instructions
        /v1/responses             | claude        | "tools":1                      | tools
        /v1/responses             | answering     | "text":"x"                     | text
        /v1/responses             | mock/large    | "reasoning":"high"             | reasoning
        /v1/responses             | mock/large    | "prompt":"p"                   | prompt
        /v1/completions           | mock/large    | "stop":{}                      | stop
        /v1/completions           | mock/large    | "temperature":[]               | temperature
        /v1/embeddings            | mock/embedder | "dimensions":"x"               | dimensions
        /v1/embeddings            | mock/embedder | "encoding_format":7            | encoding_format
        """)
    void refusesAWrongTypeByName(String path, String model, String member, String param) {
        rig.wire().says(WireUpstream.Said.json("{}"));
        RawResponse response = rig.relay().post(path, body(path, model, member));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("Invalid type for '" + param + "': expected a");
        if (!path.startsWith("/v1/messages")) {
            assertThat(response.body()).contains("\"param\":\"" + param + "\",\"code\":\"invalid_type\"");
        }
        assertThat(rig.wire().asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        /v1/chat/completions      | mock/large    | "x":"\\ud800"                             | "x":"\\ud800"
        /v1/chat/completions      | mock/large    | "temperature":1e99999999                  | "temperature":1e99999999
        /v1/chat/completions      | mock/large    | "temperature":1e99999999999               | "temperature":1e99999999999
        /v1/chat/completions      | mock/large    | "x":[null,-0,1.50,1e0]                    | "x":[null,-0,1.50,1e0]
        /v1/messages              | claude        | "system":"\\udfff\\u0000"                 | "system":"\\udfff\\u0000"
        /v1/messages              | mock/large    | "system":"a\\ud83d"                       | "content":"a\\ud83d"
        /v1/messages              | mock/large    | "system":"a\\u0000b"                      | "content":"a\\u0000b"
        /v1/messages              | mock/large    | "stop_sequences":["\\ude00"]              | "stop":["\\ude00"]
        /v1/messages              | mock/large    | "temperature":1e99999999                  | "temperature":1e+99999999
        /v1/messages              | mock/large    | "top_p":1e-99999999                       | "top_p":1e-99999999
        /v1/messages              | mock/large    | "temperature":0.10                        | "temperature":0.10
        /v1/messages              | mock/large    | "max_tokens":99999999999                  | "max_tokens":99999999999
        /v1/messages              | mock/large    | "tools":[{"name":"f","input_schema":{"maximum":123456789012345678901234567890.5}}] | "maximum":123456789012345678901234567890.5
        /v1/chat/completions      | claude        | "max_tokens":99999999999                  | "max_tokens":99999999999
        /v1/chat/completions      | claude        | "max_completion_tokens":9223372036854775808 | "max_tokens":9223372036854775808
        /v1/chat/completions      | claude        | "stop":"a\\ud83d"                         | "stop_sequences":["a\\ud83d"]
        /v1/responses             | mock/large    | "instructions":"a\\ud83d"                 | "content":"a\\ud83d"
        /v1/responses             | claude        | "instructions":"a\\ud83d"                 | "system":"a\\ud83d"
        /v1/responses             | answering     | "instructions":"a\\ud83d"                 | "instructions":"a\\ud83d"
        /v1/responses             | mock/large    | "top_p":1e-99999999                       | "top_p":1e-99999999
        /v1/completions           | mock/large    | "suffix":"\\ud800"                        | "suffix":"\\ud800"
        /v1/embeddings            | mock/embedder | "dimensions":1e99999999                   | "dimensions":1e99999999
        /v1/messages/count_tokens | claude        | "system":"\\ud800"                        | "system":"\\ud800"
        """)
    void passesOnExactlyWhatItTakes(String path, String model, String member, String arrives) {
        assertArrives(path, body(path, model, member), arrives);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        /v1/chat/completions | mock/large    | "max_tokens":0
        /v1/chat/completions | mock/large    | "max_tokens":-1
        /v1/chat/completions | mock/large    | "max_completion_tokens":99999999999
        /v1/chat/completions | mock/large    | "n":0
        /v1/chat/completions | mock/large    | "n":1000
        /v1/chat/completions | mock/large    | "temperature":99
        /v1/chat/completions | mock/large    | "top_p":-3
        /v1/chat/completions | mock/large    | "tool_choice":"whenever"
        /v1/chat/completions | mock/large    | "reasoning_effort":"boundless"
        /v1/chat/completions | mock/large    | "service_tier":"finest"
        /v1/chat/completions | mock/large    | "stop":["a","b","c","d","e","f"]
        /v1/completions      | mock/large    | "max_tokens":0,"echo":true,"best_of":0
        /v1/embeddings       | mock/embedder | "encoding_format":"int4"
        /v1/embeddings       | mock/embedder | "dimensions":0
        /v1/responses        | answering     | "max_output_tokens":0
        /v1/responses        | answering     | "truncation":"somehow"
        /v1/responses        | answering     | "reasoning":{"effort":"boundless"}
        /v1/messages         | claude        | "max_tokens":0
        /v1/messages         | claude        | "top_k":-1
        /v1/messages         | claude        | "tool_choice":{"type":"whenever"}
        /v1/messages         | claude        | "service_tier":"finest"
        """)
    void leavesRangesAndWordsToTheUpstream(String path, String model, String member) {
        assertArrives(path, body(path, model, member), member);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        /v1/chat/completions | {"role":"user","content":"a\\ud83d"}  | "text":"a\\ud83d"
        /v1/chat/completions | {"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{\\"a\\":\\"\\ud83d\\"}"}}]},{"role":"tool","tool_call_id":"1","content":"x"} | {"a":"\\ud83d"}
        /v1/chat/completions | {"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{\\"a\\":1e99999999}"}}]},{"role":"tool","tool_call_id":"1","content":"x"}   | {"a":1e+99999999}
        """)
    void writesTurnsExactlyInAnotherDialect(String path, String turns, String arrives) {
        assertArrives(path, "{\"model\":\"claude\",\"messages\":[" + turns + "]}", arrives);
    }

    @Test
    void echoesATextWithHalvesOfPairsToItsEnd() {
        String body = RelayRig.body("gatehouse/echo", false, "").replace("Say something", "half \\ud83d of it");

        for (String sent : new String[] {body, body.replace("\"stream\":false", "\"stream\":true")}) {
            RawResponse echo = rig.relay().chat(sent);
            assertThat(echo.status()).isEqualTo(200);
            assertThat(echo.body()).contains("\ufffd", "it\"").contains("\"finish_reason\":\"stop\"");
        }
        assertThat(rig.relay().chat(RelayRig.body("\\ud800", false, "")).status())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatCannotBeWrittenInAnotherDialect() {
        rig.wire().says(WireUpstream.Said.json("{}"));
        RawResponse response =
                rig.relay().post("/v1/messages", body("/v1/messages", "mock/large", "\"temperature\":1e99999999999"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("out of all range").contains("invalid_request_error");
        assertThat(rig.wire().asked()).isEmpty();
    }

    private static void assertArrives(String path, String body, String arrives) {
        rig.wire().says(WireUpstream.Said.json("{}"));
        rig.relay().post(path, body);

        assertThat(rig.wire().asked()).hasSize(1);
        assertThat(lower(rig.wire().asked().getFirst())).contains(lower(arrives));
    }

    /** Digits of escapes, and the sign of an exponent, may be written in both cases. */
    private static String lower(String json) {
        return json.toLowerCase(Locale.ROOT);
    }

    private static String body(String path, String model, String member) {
        String subject = path.startsWith("/v1/messages") || path.equals(RelayRig.CHAT)
                ? "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
                : path.equals("/v1/completions") ? "\"prompt\":\"Hi\"" : "\"input\":\"Hi\"";
        String limit = path.equals("/v1/messages") && !member.contains("max_tokens") ? ",\"max_tokens\":9" : "";
        return "{\"model\":\"" + model + "\"," + member + "," + subject + limit + "}";
    }
}

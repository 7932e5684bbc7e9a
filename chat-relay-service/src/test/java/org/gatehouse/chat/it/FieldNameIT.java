package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field that is at fault is named as the client's dialect calls it, whatever the upstream's calls it. */
class FieldNameIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /v1/responses        | mock/large | messages                      | input
        /v1/responses        | mock/large | messages[1].content           | input
        /v1/responses        | mock/large | max_tokens                    | max_output_tokens
        /v1/responses        | mock/large | max_completion_tokens         | max_output_tokens
        /v1/responses        | mock/large | response_format               | text.format
        /v1/responses        | mock/large | response_format.json_schema   | text.format
        /v1/responses        | mock/large | reasoning_effort              | reasoning.effort
        /v1/responses        | mock/large | tools[0].function.parameters  | tools
        /v1/responses        | mock/large | temperature                   | temperature
        /v1/responses        | claude     | messages.0.content            | input
        /v1/responses        | claude     | system                        | input
        /v1/responses        | claude     | output_config.format.schema   | text.format
        /v1/responses        | answering  | input[1].content              | input[1].content
        /v1/chat/completions | claude     | system                        | messages
        /v1/chat/completions | claude     | messages.1.content.0.text     | messages
        /v1/chat/completions | claude     | stop_sequences                | stop
        /v1/chat/completions | claude     | metadata.user_id              | user
        /v1/chat/completions | claude     | output_config.format          | response_format
        /v1/chat/completions | mock/large | messages[1].content           | messages[1].content
        /v1/chat/completions | mock/large | max_completion_tokens         | max_completion_tokens
        """)
    void namesWhatTheUpstreamRefusesInTheClientsWords(String path, String model, String refused, String named) {
        rig.wire()
                .says(new WireUpstream.Said(
                        400,
                        "application/json",
                        "{\"error\":{\"message\":\"That is wrong.\",\"type\":\"invalid_request_error\",\"param\":\""
                                + refused + "\"}}"));
        RawResponse response = rig.relay().post(path, body(path, model));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("That is wrong.", "\"param\":\"" + named + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mock/large | []
        claude     | []
        mock/large | [{"type":"reasoning","summary":[]}]
        mock/large | [{"role":"user","content":[]}]
        mock/large | [{"role":"assistant","content":""}]
        """)
    void namesTheInputWhenNothingOfItCanBeSent(String model, String input) {
        rig.wire().says(WireUpstream.Said.json("{}"));
        RawResponse response =
                rig.relay().post("/v1/responses", "{\"model\":\"" + model + "\",\"input\":" + input + "}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .contains("Invalid 'input'", "\"param\":\"input\"")
                .doesNotContain("messages");
        assertThat(rig.wire().asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /v1/messages              | messages.0.content
        /v1/messages/count_tokens | messages.0.content
        /v1/chat/completions      | messages[0].content
        """)
    void namesATurnAsItsDialectDoes(String path, String named) {
        RawResponse response = rig.relay()
                .post(path, "{\"model\":\"claude\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":5}]}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("Invalid type for '" + named + "'");
    }

    private static String body(String path, String model) {
        String subject = path.endsWith("responses")
                ? "\"input\":\"hi\""
                : "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        return "{\"model\":\"" + model + "\"," + subject + "}";
    }
}

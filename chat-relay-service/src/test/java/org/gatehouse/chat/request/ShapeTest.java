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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "MESSAGES     | system          | 0",
                "MESSAGES     | system          | {}",
                "MESSAGES     | system          | [5]",
                "MESSAGES     | tools           | 1",
                "MESSAGES     | tools           | [1]",
                "MESSAGES     | tools           | {}",
                "MESSAGES     | tool_choice     | \"auto\"",
                "MESSAGES     | stop_sequences  | \"x\"",
                "MESSAGES     | temperature     | \"1\"",
                "MESSAGES     | top_k           | true",
                "MESSAGES     | thinking        | true",
                "COUNT_TOKENS | system          | 7",
                "COUNT_TOKENS | tools           | \"x\"",
                "CHAT         | tools           | 1",
                "CHAT         | tools           | [\"x\"]",
                "CHAT         | tool_choice     | 1",
                "CHAT         | response_format | \"json\"",
                "CHAT         | stop            | 5",
                "CHAT         | stop            | [5]",
                "CHAT         | temperature     | \"hot\"",
                "CHAT         | parallel_tool_calls | \"no\"",
                "CHAT         | functions       | {}",
                "COMPLETIONS  | stop            | {}",
                "EMBEDDINGS   | dimensions      | \"x\"",
                "RESPONSES    | instructions    | 5",
                "RESPONSES    | tools           | 1",
                "RESPONSES    | text            | \"x\"",
                "RESPONSES    | reasoning       | \"high\"",
            })
    void namesWhatHasTheWrongType(Endpoint endpoint, String param, String value) {
        assertThat(refused(endpoint, "\"" + param + "\":" + value)).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "CHAT      | {\"role\":\"user\",\"content\":5}            | messages[1].content",
                "CHAT      | {\"role\":\"user\",\"content\":{}}           | messages[1].content",
                "CHAT      | {\"role\":\"user\",\"content\":[5]}          | messages[1].content",
                "CHAT      | {\"role\":5,\"content\":\"x\"}               | messages[1].role",
                "CHAT      | {\"role\":\"assistant\",\"tool_calls\":{}}   | messages[1].tool_calls",
                "CHAT      | {\"role\":\"assistant\",\"tool_calls\":[1]}  | messages[1].tool_calls",
                "CHAT      | {\"role\":\"tool\",\"tool_call_id\":1}       | messages[1].tool_call_id",
                "MESSAGES  | {\"role\":\"user\",\"content\":true}         | messages[1].content",
                "MESSAGES  | {\"role\":\"user\",\"content\":[\"x\"]}      | messages[1].content",
                "RESPONSES | {\"role\":\"user\",\"content\":5}            | input[1].content",
                "RESPONSES | {\"role\":[],\"content\":\"x\"}              | input[1].role",
                "RESPONSES | 5                                            | input",
            })
    void namesTheTurnThatHasAWrongType(Endpoint endpoint, String turn, String param) {
        String list = "[{\"role\":\"user\",\"content\":\"x\"}," + turn + "]";
        String body = "{\"model\":\"m\",\"" + endpoint.requiredField() + "\":" + list + "}";

        assertThat(read(endpoint, body)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.param()).isEqualTo(param);
            assertThat(refused.code()).isEqualTo("invalid_type");
        });
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

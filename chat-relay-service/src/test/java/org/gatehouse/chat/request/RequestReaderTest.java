package org.gatehouse.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.chat.request.Reading.Read;
import org.gatehouse.chat.request.Reading.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void readsWhatTheRelayActsOn() {
        ModelRequest request = read("""
                {"model":"a/b","stream":true,"stream_options":{"x":[1],"include_usage":true},"max_tokens":7,
                 "max_completion_tokens":5,"n":2,"user":"u","models":["c","d"],%s}""".formatted(MESSAGES));

        assertThat(request.model()).isEqualTo("a/b");
        assertThat(request.fallbacks()).containsExactly("c", "d");
        assertThat(request.options()).isEqualTo(new ModelRequest.Options(true, true, 5, 2, "u"));
    }

    @Test
    void takesNullForAbsent() {
        ModelRequest request = read("""
                {"model":"m","stream":null,"stream_options":null,"max_tokens":null,"n":null,"user":null,"models":null,%s}""".formatted(MESSAGES));

        assertThat(request.options()).isEqualTo(new ModelRequest.Options(false, false, null, 1, null));
    }

    @Test
    void readsNamesAndValuesWrittenWithEscapes() {
        assertThat(read("{\"mod\\u0065l\":\"gpt\\u002d4\\/o\"," + MESSAGES + "}")
                        .model())
                .isEqualTo("gpt-4/o");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "\"a\"",
                "{",
                "{\"model\"",
                "{\"model\":\"a\"}}",
                "{\"model\":\"a\"} x",
                "{model:1}",
                "{\"model\":\"a\",}",
                "\ufeff{\"model\":\"a\"}",
                "{\"model\":\"a\u0000\"}",
                "NaN",
                "{\"a\":01}",
                "{'model':'a'}"
            })
    void refusesWhatIsNotAJsonObject(String body) {
        assertThat(refusal(body).message()).contains("could not parse");
    }

    @Test
    void refusesUtf16() {
        byte[] body = ("{\"model\":\"m\"," + MESSAGES + "}").getBytes(StandardCharsets.UTF_16LE);

        assertThat(RequestReader.read(Endpoint.CHAT, body)).isInstanceOf(Refused.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] body = ("{\"model\":\"m\",\"x\":\"\u00e9\"," + MESSAGES + "}").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(RequestReader.read(Endpoint.CHAT, body)).isInstanceOf(Refused.class);
    }

    /** Longer spellings than the shortest, halves of pairs, what is beyond the last character, and what ends too soon. */
    @ParameterizedTest
    @ValueSource(strings = {"C1AD", "C080", "E08080", "EDA080", "EDBFBF", "F4908080", "F8888080", "80", "E282", "FF"})
    void refusesBytesThatAreAlmostUtf8(String hex) {
        byte[] start = "{\"model\":\"m\",\"x\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] odd = HexFormat.of().parseHex(hex);
        byte[] end = ("\"," + MESSAGES + "}").getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[start.length + odd.length + end.length];
        System.arraycopy(start, 0, body, 0, start.length);
        System.arraycopy(odd, 0, body, start.length, odd.length);
        System.arraycopy(end, 0, body, start.length + odd.length, end.length);

        assertThat(RequestReader.read(Endpoint.CHAT, body)).isInstanceOf(Refused.class);
    }

    @Test
    void takesEveryCharacterThatThereIs() {
        String text = "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff" + Character.toString(0x10000)
                + Character.toString(0x10ffff) + "\u00e9".repeat(5_000);

        assertThat(read("{\"model\":\"m\",\"x\":\"" + text + "\"," + MESSAGES + "}")
                        .model())
                .isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[{}]}                                     | model          | missing_required_parameter",
                "{\"model\":null,\"messages\":[{}]}                      | model          | invalid_type",
                "{\"model\":7,\"messages\":[{}]}                         | model          | invalid_type",
                "{\"model\":\"\",\"messages\":[{}]}                      | model          | invalid_value",
                "{\"model\":\"m\"}                                       | messages       | missing_required_parameter",
                "{\"model\":\"m\",\"messages\":null}                     | messages       | missing_required_parameter",
                "{\"model\":\"m\",\"messages\":\"hi\"}                   | messages       | invalid_type",
                "{\"model\":\"m\",\"messages\":[]}                       | messages       | empty_array",
                "{\"model\":\"m\",\"messages\":[\"hi\"]}                 | messages[0]    | invalid_type",
                "{\"model\":\"m\",\"stream\":1,\"messages\":[{}]}        | stream         | invalid_type",
                "{\"model\":\"m\",\"stream_options\":1,\"messages\":[{}]} | stream_options | invalid_type",
                "{\"model\":\"m\",\"stream_options\":{\"include_usage\":1},\"messages\":[{}]} | stream_options.include_usage | invalid_type",
                "{\"model\":\"m\",\"max_tokens\":\"7\",\"messages\":[{}]} | max_tokens    | invalid_type",
                "{\"model\":\"m\",\"max_tokens\":1.5,\"messages\":[{}]}  | max_tokens     | invalid_type",
                "{\"model\":\"m\",\"user\":{},\"messages\":[{}]}         | user           | invalid_type",
                "{\"model\":\"m\",\"models\":\"x\",\"messages\":[{}]}    | models         | invalid_type",
                "{\"model\":\"m\",\"models\":[1],\"messages\":[{}]}      | models         | invalid_type",
            })
    void namesTheParameterAtFault(String body, String param, String code) {
        Refused refusal = refusal(body);

        assertThat(refusal.param()).isEqualTo(param);
        assertThat(refusal.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "stream", "max_tokens", "messages"})
    void refusesASecondSpellingOfAFieldItActsOn(String field) {
        String capital = field.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + field.substring(1);

        assertThat(refusal("{\"" + capital + "\":\"x\",\"model\":\"m\"," + MESSAGES + "}")
                        .param())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\":\"a\",\"model\":\"b\"",
                "\"model\":\"a\",\"\\u006dodel\":\"b\"",
                "\"model\":\"a\",\"messages\":[{}]",
                "\"model\":\"a\",\"stream\":true,\"stream\":false"
            })
    void refusesADuplicatedFieldItActsOn(String members) {
        assertThat(refusal("{" + members + "," + MESSAGES + "}").message()).startsWith("Duplicate");
    }

    @Test
    void letsDuplicatedUnknownFieldsPass() {
        assertThat(read("{\"x\":1,\"x\":2,\"model\":\"m\"," + MESSAGES + "}").model())
                .isEqualTo("m");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(100_000);

        assertThat(refusal("{\"model\":\"m\",\"nested\":" + deep).message()).contains("nested too deeply");
        assertThat(refusal(deep).message()).contains("JSON");
    }

    @Test
    void acceptsNestingUpToTheLimit() {
        String nested = "[".repeat(63) + "]".repeat(63);

        assertThat(read("{\"model\":\"m\",\"nested\":" + nested + "," + MESSAGES + "}")
                        .model())
                .isEqualTo("m");
    }

    @Test
    void refusesThousandsOfFields() {
        String fields =
                IntStream.range(0, 1_001).mapToObj(i -> "\"f" + i + "\":0").collect(Collectors.joining(","));

        assertThat(refusal("{" + fields + "}").message()).contains("too many fields");
    }

    @Test
    void asksForTheFieldOfItsEndpoint() {
        byte[] body = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(RequestReader.read(Endpoint.EMBEDDINGS, body))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.param()).isEqualTo("input"));
    }

    static ModelRequest read(String body) {
        Reading reading = RequestReader.read(Endpoint.CHAT, body.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Read.class);
        return ((Read) reading).request();
    }

    private static Refused refusal(String body) {
        Reading reading = RequestReader.read(Endpoint.CHAT, body.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Refused.class);
        return (Refused) reading;
    }
}

package org.gatehouse.chat.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "ü and 漢 and 😀 and \uD83E\uDD39\uD83C\uDFFD",
                "\\\" \\\\ \\/ \\b\\f\\n\\r\\t",
                "\\u0041\\u00fc\\u6f22\\ud83d\\ude00\\uD83D",
                "ends with an escaped quote \\\"",
                "\\\\",
            })
    void readsWhatAParserWouldRead(String inner) throws IOException {
        byte[] document = ("{\"a\": [1, \"" + inner + "\", \"next\"]}").getBytes(StandardCharsets.UTF_8);
        try (var expected = Json.parser(document);
                var parser = Json.parser(document)) {
            for (int i = 0; i < 5; i++) {
                expected.nextToken();
                parser.nextToken();
            }

            assertThat(all(JsonText.of(parser, document))).isEqualTo(expected.getText());
            parser.nextToken();
            assertThat(parser.getText()).isEqualTo("next");
        }
    }

    private static String all(JsonText text) {
        var read = new StringBuilder();
        for (int c = text.next(); c >= 0; c = text.next()) {
            read.append((char) c);
        }
        return read.toString();
    }
}

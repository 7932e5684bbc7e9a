package org.gatehouse.chat.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonQuotedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "\"\\\n\u0000", "\u00e9\u20ac", "\ud83d\ude00", "\ud83d", "a\ude00b", "\ude00\ud83d"})
    void isReadAsTheTextThatItWas(String text) throws IOException {
        String quoted = new String(Json.quoted(text), StandardCharsets.UTF_8);

        assertThat(JsonTree.value(quoted).asText()).isEqualTo(text);
    }

    @Test
    void writesAsItselfWhatCanBe() {
        assertThat(new String(Json.quoted("\ud83d\ude00"), StandardCharsets.UTF_8))
                .isEqualTo("\"\ud83d\ude00\"");
    }
}

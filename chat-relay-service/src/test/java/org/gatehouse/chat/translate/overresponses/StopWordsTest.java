package org.gatehouse.chat.translate.overresponses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopWordsTest {

    private static StopWords words(String json) throws IOException {
        return StopWords.of(JsonTree.value(json));
    }

    /** All that is said of the text when it comes in pieces of a length. */
    private static String said(String stop, String text, int pieces) throws IOException {
        var words = words(stop);
        var said = new StringBuilder();
        for (int at = 0; at < text.length(); at += pieces) {
            said.append(words.pass(text.substring(at, Math.min(text.length(), at + pieces))));
        }
        return said.append(words.met() ? "" : words.rest())
                .append(words.met() ? "|" : "")
                .toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "END"             | one END two       | one ✂
            ["END","STOP"]    | one STOP two END  | one ✂
            ["two","one two"] | a one two three   | a ✂
            "aab"             | aaaab             | aa✂
            "x"               | nothing of it     | nothing of it
            "abc"             | ab ab abcd        | ab ab ✂
            ["",  "END"]      | E EN ENDE         | E EN ✂
            []                | all of it         | all of it
            null              | all of it         | all of it
            "Ende"            | En                | En
            "🏔️"              | up 🏔️ down        | up ✂""")
    void cutsAtTheFirstOfThemHoweverTheTextComes(String stop, String text, String expected) throws IOException {
        for (int pieces = 1; pieces <= text.length(); pieces++) {
            assertThat(said(stop, text, pieces)).as("in pieces of %d", pieces).isEqualTo(expected.replace('✂', '|'));
        }
    }

    @Test
    void saysNothingAfterIt() throws IOException {
        var words = words("\"END\"");
        assertThat(words.pass("one END")).isEqualTo("one ");
        assertThat(words.pass("two")).isEmpty();
        assertThat(words.met()).isTrue();
    }
}

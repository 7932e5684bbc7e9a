package org.gatehouse.chat.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TokenCountTest {

    private static final int FOUR_MIB = 4 * 1024 * 1024;

    private int longestPiece;
    private long tokenized;

    @ParameterizedTest
    @EnumSource
    void givesTheTokenizerShortPiecesOnlyAndNotWithoutEnd(LongText kind) {
        var count = new TokenCount(piece -> {
            longestPiece = Math.max(longestPiece, piece.length());
            tokenized += piece.length();
            assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
            return piece.length();
        });

        kind.ofBytes(FOUR_MIB).chars().forEach(c -> count.add((char) c));
        count.endText();

        assertThat(longestPiece).isBetween(1, TokenCount.MOST_PIECE_CHARS);
        assertThat(tokenized).isBetween(1L, (long) TokenCount.MOST_CHARS + TokenCount.MOST_PIECE_CHARS);
        assertThat(count.tokens()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void countsFourMebibytesOfAnything(LongText kind) throws IOException {
        String text = kind.ofBytes(FOUR_MIB);
        long shortCount = PromptTokens.of(body(kind.ofBytes(16 * 1024)));

        long tokens = PromptTokens.of(body(text));

        assertThat(tokens).isBetween(256 * shortCount / 2, 256 * shortCount * 2);
    }

    @ParameterizedTest
    @EnumSource
    void cutsTextIntoItsFirstTokens(LongText kind) {
        String text = kind.ofBytes(FOUR_MIB);

        Tokens.Pieces pieces = Tokens.pieces(text, 300);

        assertThat(pieces.truncated()).isTrue();
        assertThat(pieces.texts()).hasSizeBetween(290, 300);
        assertThat(text).startsWith(String.join("", pieces.texts()));
    }

    @Test
    void countsWordsAsTheTokenizerDoesThatSeesThemAtOnce() throws IOException {
        String prose = "It isn't 12345 o'clock,  \n\n said Grüße\tto 漢字 (and others): \"well?\" x_y-z http://a.b/c?d=e "
                .repeat(60);

        assertThat(PromptTokens.of(body(prose))).isEqualTo(3 + Tokens.count(prose));
    }

    @Test
    void givesAllPiecesOfAShortText() {
        Tokens.Pieces pieces = Tokens.pieces("Grüße 👋🏽 there", 100);

        assertThat(String.join("", pieces.texts())).isEqualTo("Grüße 👋🏽 there");
        assertThat(pieces.truncated()).isFalse();
    }

    @Test
    void estimatesByBytesWhereNothingWasCounted() {
        assertThat(TokenCount.estimate(4_001)).isEqualTo(1_001);
        assertThat(new TokenCount().tokens()).isZero();
    }

    private static byte[] body(String text) {
        String quoted = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
        return ("{\"model\":\"m\",\"prompt\":" + quoted + "}").getBytes(StandardCharsets.UTF_8);
    }
}

package org.gatehouse.chat.count;

import org.gatehouse.chat.json.JsonText;

/**
 * Counts the tokens of a prompt or of an answer, text by text. The tokenizer is given short pieces only, cut where a token ends
 * wherever the text has such a place; beyond {@link #MOST_CHARS} the rest is estimated from its bytes, by what the tokens
 * before were long. So a count takes little time and memory, whatever the texts.
 */
public final class TokenCount {

    /** The longest piece that the tokenizer is given: what it needs grows with the square of it. */
    static final int MOST_PIECE_CHARS = 256;

    /** How much is counted exactly; more than most prompts have. */
    static final int MOST_CHARS = 256 * 1024;

    private static final int USUAL_BYTES_PER_TOKEN = 4;

    /** Counts one piece. */
    interface Tokenizer {

        int count(String piece);
    }

    private final Tokenizer tokenizer;
    private final char[] piece = new char[MOST_PIECE_CHARS];
    private int length;
    private int cut;
    private int countedChars;
    private long countedBytes;
    private long tokens;
    private long estimatedBytes;

    public TokenCount() {
        this(Tokens::count);
    }

    TokenCount(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Counts all that is left of the text. */
    public void add(JsonText text) {
        for (int c = text.next(); c >= 0; c = text.next()) {
            add((char) c);
        }
        endText();
    }

    /** The next character of a text, which {@link #endText} ends. */
    public void add(char c) {
        if (countedChars >= MOST_CHARS) {
            estimatedBytes += bytes(c);
            return;
        }
        if (c == ' ' && length > 0 && !Character.isWhitespace(piece[length - 1])) {
            cut = length; // no token of the vocabulary holds a space behind something else
        }
        piece[length++] = c;
        if (length == MOST_PIECE_CHARS) {
            countPiece(cut > MOST_PIECE_CHARS / 2 ? cut : withoutHalf());
        }
    }

    public void endText() {
        if (length > 0) {
            countPiece(length);
        }
    }

    private int withoutHalf() {
        return Character.isHighSurrogate(piece[length - 1]) ? length - 1 : length;
    }

    private void countPiece(int end) {
        tokens += tokenizer.count(new String(piece, 0, end));
        for (int i = 0; i < end; i++) {
            countedBytes += bytes(piece[i]);
        }
        countedChars += end;
        System.arraycopy(piece, end, piece, 0, length - end);
        length -= end;
        cut = 0;
    }

    /** In UTF-8; each half of a pair is half of its four. */
    private static int bytes(char c) {
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    /** The tokens of all texts that were ended. */
    public long tokens() {
        return tokens + (countedBytes == 0 ? estimate(estimatedBytes) : estimatedBytes * tokens / countedBytes);
    }

    /** What so many bytes of text are likely to be. */
    public static long estimate(long bytes) {
        return (bytes + USUAL_BYTES_PER_TOKEN - 1) / USUAL_BYTES_PER_TOKEN;
    }
}

package org.gatehouse.chat.count;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingResult;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Text as the tokens of the o200k vocabulary; the tokenizer never sees more than a short piece of it at once. */
public final class Tokens {

    private static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    /** The most bytes of text one token stands for is far below this. */
    private static final int DECODE_BUFFER_CHARS = 1_024;

    private Tokens() {}

    /** A text in pieces, and whether there was more of it. */
    public record Pieces(List<String> texts, boolean truncated) {

        public Pieces {
            texts = List.copyOf(texts);
        }
    }

    /** Of a short piece; {@link TokenCount} counts whole texts. */
    static int count(String piece) {
        return ENCODING.countTokensOrdinary(piece);
    }

    /**
     * The text of each of the first tokens. A token that ends inside a character gives its part to the next: such a piece
     * is empty, and all pieces together are the text, or its beginning. A cut is never made inside a character. A half of a
     * pair stands for no character, and becomes U+FFFD.
     */
    public static Pieces pieces(String asWritten, int maxTokens) {
        String text = wellFormed(asWritten);
        var tokens = new IntArrayList();
        int at = 0;
        while (at < text.length() && tokens.size() < maxTokens) {
            int end = pieceEnd(text, at);
            EncodingResult encoded = ENCODING.encodeOrdinary(text.substring(at, end), maxTokens - tokens.size());
            for (int i = 0; i < encoded.getTokens().size(); i++) {
                tokens.add(encoded.getTokens().get(i));
            }
            if (encoded.isTruncated()) {
                return new Pieces(decoded(tokens), true);
            }
            at = end;
        }
        return new Pieces(decoded(tokens), at < text.length());
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }

    /** Before the last space that follows something else, if there is one in the second half of a piece. */
    private static int pieceEnd(String text, int start) {
        int end = start + TokenCount.MOST_PIECE_CHARS;
        if (end >= text.length()) {
            return text.length();
        }
        for (int i = end; i > start + TokenCount.MOST_PIECE_CHARS / 2; i--) {
            if (text.charAt(i) == ' ' && !Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static List<String> decoded(IntArrayList tokens) {
        var pieces = new ArrayList<String>(tokens.size());
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var chars = CharBuffer.allocate(DECODE_BUFFER_CHARS);
        ByteBuffer pending = ByteBuffer.allocate(0);
        for (int i = 0; i < tokens.size(); i++) {
            pending = joined(pending, bytes(tokens.get(i)));
            decoder.decode(pending, chars, false);
            pieces.add(chars.flip().toString());
            chars.clear();
        }
        return pieces;
    }

    private static byte[] bytes(int token) {
        var one = new IntArrayList(1);
        one.add(token);
        return ENCODING.decodeBytes(one);
    }

    private static ByteBuffer joined(ByteBuffer pending, byte[] more) {
        return ByteBuffer.allocate(pending.remaining() + more.length)
                .put(pending)
                .put(more)
                .flip();
    }
}

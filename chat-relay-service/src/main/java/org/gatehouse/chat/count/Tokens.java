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

/** Text as the tokens of the o200k vocabulary. */
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

    public static int count(String text) {
        return ENCODING.countTokensOrdinary(text);
    }

    /**
     * The text of each of the first tokens. A token that ends inside a character gives its part to the next: such a piece
     * is empty, and all pieces together are the text, or its beginning. A cut is never made inside a character.
     */
    public static Pieces pieces(String text, int maxTokens) {
        EncodingResult encoded = ENCODING.encodeOrdinary(text, maxTokens);
        return new Pieces(decoded(encoded.getTokens()), encoded.isTruncated());
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

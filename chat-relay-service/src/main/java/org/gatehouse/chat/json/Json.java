package org.gatehouse.chat.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Opens streaming parsers that refuse hostile input and always count offsets in bytes of UTF-8. */
public final class Json {

    /** The deepest nesting a body may have. */
    public static final int MAX_DEPTH = 64;

    private static final int MAX_NAME_CHARS = 1_024;
    /** Longer than any body that is taken, or answer that there is memory for. */
    private static final int MAX_STRING_CHARS = 512 * 1024 * 1024;
    /** 2,048 embeddings of 3,072 numbers are 6,300,000. */
    private static final long MAX_TOKENS = 16_000_000;
    /** Of a document that becomes a tree, in which each costs memory. */
    private static final long MAX_TREE_TOKENS = 1_000_000;

    private static final JsonFactory FACTORY = factory(MAX_TOKENS);
    private static final JsonFactory TREE = factory(MAX_TREE_TOKENS);

    private static final JsonFactory LENIENT = TREE.rebuild()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .build();

    private Json() {}

    private static JsonFactory factory(long maxTokens) {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxStringLength(MAX_STRING_CHARS)
                        .maxTokenCount(maxTokens)
                        .build())
                .build();
    }

    /**
     * A parser over a whole document.
     *
     * @throws IOException when the bytes are not UTF-8 JSON from their first byte on; a byte order mark is refused too
     */
    public static JsonParser parser(byte[] document) throws IOException {
        return FACTORY.createParser(plain(document));
    }

    /** The same for what becomes a tree. */
    static JsonParser treeParser(byte[] document) throws IOException {
        return TREE.createParser(plain(document));
    }

    /** The same for a text, in which halves of pairs may stand that bytes have no place for. */
    static JsonParser treeParser(String document) throws IOException {
        return TREE.createParser(document);
    }

    /** The same for an upstream's document, in which numbers may be written in ways that JSON has not. */
    public static JsonParser lenientParser(byte[] document) throws IOException {
        return LENIENT.createParser(plain(document));
    }

    private static byte[] plain(byte[] document) throws NotJsonException {
        if (document.length == 0) {
            throw new NotJsonException("empty document");
        }
        // The factory would guess UTF-16 or UTF-32 from zero bytes and count in characters then.
        if (document[0] <= 0 || (document.length > 1 && document[1] == 0)) {
            throw new NotJsonException("not plain UTF-8 JSON");
        }
        return document;
    }

    /** The text as a JSON string, quotes included, in UTF-8; a half of a pair is written as an escape. */
    public static byte[] quoted(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return JsonTree.bytes(JsonTree.of(text));
        }
        byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[inner.length + 2];
        quoted[0] = '"';
        System.arraycopy(inner, 0, quoted, 1, inner.length);
        quoted[quoted.length - 1] = '"';
        return quoted;
    }

    /** Where the parser's current token begins. */
    public static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Where the parser's current token ends, the closing quote of a string included. */
    public static int tokenEnd(JsonParser parser) throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }
}

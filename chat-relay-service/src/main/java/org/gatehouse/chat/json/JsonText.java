package org.gatehouse.chat.json;

import com.fasterxml.jackson.core.JsonParser;

/**
 * The characters of a text in a document, read one by one from its bytes: a parser would hold all of a text, and twice, before
 * it gave any of it. For documents that a parser reads anyway, so that what is no JSON is found there.
 */
public final class JsonText {

    private static final char BROKEN = '\ufffd';
    private static final int NONE = -1;
    private static final int HEX_DIGITS = 4;

    private final byte[] document;
    private int at;
    private int held = NONE;

    private JsonText(byte[] document, int at) {
        this.document = document;
        this.at = at;
    }

    /**
     * The text that the parser is at.
     *
     * @param parser of the whole document, at a text whose value was not asked for
     */
    public static JsonText of(JsonParser parser, byte[] document) {
        return new JsonText(document, Json.tokenStart(parser) + 1);
    }

    /** The next UTF-16 character, or −1 at the end. */
    public int next() {
        if (held != NONE) {
            int low = held;
            held = NONE;
            return low;
        }
        if (at >= document.length || document[at] == '"') {
            return NONE;
        }
        byte first = document[at++];
        if (first == '\\') {
            return escaped();
        }
        return first >= 0 ? first : encoded(first);
    }

    private int escaped() {
        int kind = at < document.length ? document[at++] : NONE;
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> hex();
            case NONE -> BROKEN;
            default -> (char) kind;
        };
    }

    private int hex() {
        int value = 0;
        for (int i = 0; i < HEX_DIGITS && at < document.length; i++) {
            value = value << 4 | (Character.digit(document[at++], 16) & 0xf);
        }
        return value;
    }

    private int encoded(byte first) {
        int more = first >= (byte) 0xf0 ? 3 : first >= (byte) 0xe0 ? 2 : 1;
        int point = first & (0x3f >> more);
        for (int i = 0; i < more && at < document.length && document[at] < 0 && document[at] != '"'; i++) {
            point = point << 6 | (document[at++] & 0x3f);
        }
        if (!Character.isSupplementaryCodePoint(point)) {
            return Character.isBmpCodePoint(point) ? point : BROKEN;
        }
        held = Character.lowSurrogate(point);
        return Character.highSurrogate(point);
    }
}

package org.gatehouse.kit.guard;

/**
 * Tells a request target that every party reads alike (threat model, F3): origin form, RFC 3986 characters only, no empty
 * and no dot segment, nothing encoded that would matter once decoded, UTF-8 where it is encoded. What passes is what is
 * routed, authorised and forwarded.
 */
final class PathRule {

    private static final boolean[] PLAIN = new boolean[128];
    private static final boolean[] NEVER_ENCODED = new boolean[128];

    static {
        mark(PLAIN, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/");
        mark(NEVER_ENCODED, "./\\%;\u007f");
        for (int control = 0; control < ' '; control++) {
            NEVER_ENCODED[control] = true;
        }
    }

    private final String target;
    private final int end;
    private final boolean encodedSlash;

    private PathRule(String target, int end, boolean encodedSlash) {
        this.target = target;
        this.end = end;
        this.encodedSlash = encodedSlash;
    }

    private static void mark(boolean[] set, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            set[characters.charAt(i)] = true;
        }
    }

    /** The target's path, without the query. */
    static String pathOf(String target) {
        return target.substring(0, pathEnd(target));
    }

    static boolean accepts(String target, boolean encodedSlash) {
        int end = pathEnd(target);
        return new PathRule(target, end, encodedSlash).isPlainPath() && isPlainQuery(target, end);
    }

    private static int pathEnd(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }

    private static boolean isPlainQuery(String target, int from) {
        for (int i = from; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Whether what is percent-encoded in the query can be decoded: not everybody makes the same of the rest. */
    static boolean isDecodableQuery(String target) {
        int query = target.indexOf('?');
        for (int at = query < 0 ? -1 : target.indexOf('%', query); at >= 0; at = target.indexOf('%', at + 1)) {
            if (at + 2 >= target.length() || hex(target.charAt(at + 1)) < 0 || hex(target.charAt(at + 2)) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlainPath() {
        if (end == 0 || target.charAt(0) != '/') {
            return false;
        }
        int segment = 1;
        for (int at = 1, next; at < end; at = next) {
            next = afterCharacter(at);
            if (next < 0) {
                return false;
            }
            if (isSlash(at)) {
                if (at == segment || isDots(segment, at)) {
                    return false;
                }
                segment = next;
            }
        }
        return !isDots(segment, end);
    }

    private boolean isSlash(int at) {
        return target.charAt(at) == '/' || octet(at) == '/';
    }

    private boolean isDots(int from, int to) {
        int length = to - from;
        return (length == 1 || length == 2) && target.charAt(from) == '.' && target.charAt(to - 1) == '.';
    }

    /** The index after the character at this one, which may take several encoded octets; negative when it is refused. */
    private int afterCharacter(int at) {
        char c = target.charAt(at);
        if (c != '%') {
            return c < 128 && PLAIN[c] ? at + 1 : -1;
        }
        int first = octet(at);
        if (first < 0) {
            return -1;
        }
        if (first < 128) {
            return NEVER_ENCODED[first] && !(first == '/' && encodedSlash) ? -1 : at + 3;
        }
        return afterUtf8(at, first);
    }

    /** RFC 3629, section 4: no overlong form, no surrogate, nothing beyond U+10FFFF. */
    private int afterUtf8(int at, int first) {
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
        int character = first & (0x3f >> more);
        for (int k = 1; k <= more; k++) {
            int octet = octet(at + 3 * k);
            if (octet >> 6 != 0b10) {
                return -1;
            }
            character = (character << 6) | (octet & 0x3f);
        }
        return more > 0
                        && isShortest(more, character)
                        && Character.isValidCodePoint(character)
                        && !isSurrogate(character)
                ? at + 3 * (more + 1)
                : -1;
    }

    private static boolean isShortest(int more, int character) {
        return character >= (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
    }

    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    /** The octet encoded here, negative when there is none. */
    private int octet(int at) {
        if (at + 2 >= end || target.charAt(at) != '%') {
            return -1;
        }
        int high = hex(target.charAt(at + 1));
        int low = hex(target.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}

package org.gatehouse.kit.logging;

/**
 * Goes once through a text and looks at the beginning of each word for a credential, and before each {@code =} and
 * {@code :} for a name that announces one. No step goes back over what another has read, except by a bounded length: the
 * text may be anybody's.
 */
final class SecretScan {

    private static final String[] SCHEMES = {"Bearer", "Basic"};
    private static final String[] NAMES = {
        "password",
        "passwd",
        "secret",
        "token",
        "apikey",
        "api_key",
        "api-key",
        "privatekey",
        "private_key",
        "private-key"
    };

    /** Of a private key of 256 bits. */
    private static final int KEY_DIGITS = 64;

    private static final int LEAST_CREDENTIAL = 6;
    private static final int LEAST_KEY = 8;
    private static final int LEAST_TOKEN_HEAD = 5;
    private static final int LEAST_VALUE = 3;
    private static final int MOST_DOTS = 4;

    /** Such as {@code token=abc}. */
    private static final int SHORTEST = 9;

    private static final byte WORD = 1;
    private static final byte HEX = 2;
    private static final byte MAY_BEGIN = 4;
    private static final byte SIGN = 8;
    private static final byte[] KINDS = kinds();

    private final String text;
    private final int end;
    private StringBuilder out = new StringBuilder(0);
    private int written;
    private int runEnd;

    SecretScan(String text) {
        this.text = text;
        this.end = text.length();
    }

    String masked() {
        if (end < SHORTEST) {
            return text;
        }
        int before = 0;
        for (int at = 0; at < end; ) {
            int kind = kind(text.charAt(at));
            int next = at;
            if ((kind & SIGN) != 0) {
                next = isAnnounced(at) ? afterValue(at) : at;
            } else if ((kind & MAY_BEGIN) != 0 && (before & WORD) == 0) {
                next = afterWord(at);
            }
            before = next > at ? kind(text.charAt(next - 1)) : kind;
            at = Math.max(next, at + 1);
        }
        return written == 0 ? text : out.append(text, written, end).toString();
    }

    /** The end of the credential that begins with this word, already masked; this place when there is none. */
    private int afterWord(int at) {
        char c = text.charAt(at);
        return switch (c) {
            case 's' -> text.startsWith("sk-", at) ? afterKey(at) : at;
            case 'e' -> text.startsWith("eyJ", at) ? afterToken(at) : afterHexKey(at);
            case 'b', 'B' -> Math.max(afterScheme(at), afterHexKey(at));
            default -> afterHexKey(at);
        };
    }

    private int mask(int from, int to) {
        if (written == 0) {
            out = new StringBuilder(end);
        }
        out.append(text, written, from).append(Redaction.MARK);
        written = to;
        return to;
    }

    /** An Authorization value; a digit tells it from prose such as "Bearer tokens". */
    private int afterScheme(int at) {
        for (var scheme : SCHEMES) {
            if (text.regionMatches(true, at, scheme, 0, scheme.length())) {
                int from = afterSpaces(at + scheme.length());
                int to = from;
                boolean digit = false;
                while (to < end && isCredential(text.charAt(to))) {
                    digit |= isDigit(text.charAt(to++));
                }
                boolean spaced = from > at + scheme.length();
                return spaced && to - from >= LEAST_CREDENTIAL && (digit || digitFollows(to)) ? mask(from, to) : at;
            }
        }
        return at;
    }

    private boolean digitFollows(int from) {
        for (int i = from; i < end && !isSpace(text.charAt(i)) && text.charAt(i) != '"'; i++) {
            if (isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Our API keys and those of providers. */
    private int afterKey(int at) {
        int from = at + (text.startsWith("sk-gh-", at) ? "sk-gh-".length() : "sk-".length());
        int to = runEnd(at);
        if (to - from >= LEAST_KEY) {
            return mask(from, to);
        }
        return to - at - "sk-".length() >= LEAST_KEY ? mask(at + "sk-".length(), to) : at;
    }

    /** A compact JWS or JWE. */
    private int afterToken(int at) {
        int from = at + "eyJ".length();
        int to = runEnd(at);
        if (to - from < LEAST_TOKEN_HEAD || to == end || text.charAt(to) != '.') {
            return at;
        }
        for (int dots = 0; dots < MOST_DOTS && to < end && text.charAt(to) == '.'; dots++) {
            to = runEnd(to + 1);
        }
        return mask(from, to);
    }

    private int afterHexKey(int at) {
        if (end - at < KEY_DIGITS) {
            return at;
        }
        int from = text.startsWith("0x", at) ? at + 2 : at;
        int to = from;
        while (to < end && to - from <= KEY_DIGITS && isHex(text.charAt(to))) {
            to++;
        }
        boolean whole = to == end || !isWord(text.charAt(to));
        return whole && to - from == KEY_DIGITS ? mask(from, to) : at;
    }

    /** Forms, URLs, JSON and the text of records: whether the name before this sign is one that announces a secret. */
    private boolean isAnnounced(int sign) {
        int to = sign;
        while (to > written && isSpace(text.charAt(to - 1))) {
            to--;
        }
        boolean quoted = to > written && text.charAt(to - 1) == '"';
        if (!quoted && text.charAt(sign) == ':') {
            return false;
        }
        int nameEnd = quoted ? to - 1 : to;
        for (var name : NAMES) {
            if (text.regionMatches(true, nameEnd - name.length(), name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }

    private int afterValue(int sign) {
        int from = afterSpaces(sign + 1);
        from += from < end && text.charAt(from) == '"' ? 1 : 0;
        int to = from;
        while (to < end && isValue(text.charAt(to))) {
            to++;
        }
        return to - from >= LEAST_VALUE ? mask(from, to) : sign;
    }

    private int afterSpaces(int from) {
        int at = from;
        while (at < end && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of the letters, digits, {@code _} and {@code -} from here, found once for all of them. */
    private int runEnd(int from) {
        if (from >= runEnd) {
            int at = from;
            while (at < end && isRun(text.charAt(at))) {
                at++;
            }
            runEnd = at;
        }
        return runEnd;
    }

    private static boolean isRun(char c) {
        return c == '-' || isWord(c);
    }

    private static boolean isWord(char c) {
        return (kind(c) & WORD) != 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return (kind(c) & HEX) != 0;
    }

    private static int kind(char c) {
        return c < KINDS.length ? KINDS[c] : 0;
    }

    private static byte[] kinds() {
        var kinds = new byte[Byte.MAX_VALUE + 1];
        for (char c = 0; c < kinds.length; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean hex = isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            int kind = letter || isDigit(c) || c == '_' ? WORD : 0;
            kind |= hex ? HEX | MAY_BEGIN : 0;
            kind |= c == 's' ? MAY_BEGIN : 0;
            kind |= c == '=' || c == ':' ? SIGN : 0;
            kinds[c] = (byte) kind;
        }
        return kinds;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isCredential(char c) {
        return isRun(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    }

    private static boolean isValue(char c) {
        return !isSpace(c) && "\"&,;})]".indexOf(c) < 0;
    }
}

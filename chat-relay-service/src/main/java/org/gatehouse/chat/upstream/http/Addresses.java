package org.gatehouse.chat.upstream.http;

/** Finds addresses of IP in a word. */
final class Addresses {

    private static final int FOUR = 4;
    private static final int LEAST_GROUPS = 3;

    private Addresses() {}

    static boolean holdsOne(String lower) {
        return holdsFour(lower) || holdsSix(lower);
    }

    /** Four numbers of at most three digits, with dots between. */
    private static boolean holdsFour(String word) {
        int numbers = 0;
        int digits = 0;
        for (int i = 0; i <= word.length(); i++) {
            char c = i < word.length() ? word.charAt(i) : ' ';
            if (c >= '0' && c <= '9') {
                digits++;
                continue;
            }
            numbers = digits >= 1 && digits <= 3 ? numbers + 1 : 0;
            digits = 0;
            if (numbers == FOUR) {
                return true;
            }
            numbers = c == '.' ? numbers : 0;
        }
        return false;
    }

    /** Groups of hexadecimal digits with colons between, some of them left out or at least four. */
    private static boolean holdsSix(String text) {
        int groups = 0;
        int digits = 0;
        boolean leftOut = false;
        boolean word = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.digit(c, 16) >= 0) {
                digits++;
            } else if (c == ':' && digits <= FOUR) {
                leftOut |= digits == 0 && groups > 0;
                groups++;
                digits = 0;
            } else if (PrivateWord.isAlphanumeric(c)) {
                word = true;
            } else {
                if (!word && (groups > LEAST_GROUPS || (leftOut && groups >= 2))) {
                    return true;
                }
                groups = 0;
                digits = 0;
                leftOut = false;
                word = false;
            }
        }
        return false;
    }
}

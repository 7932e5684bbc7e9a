package org.gatehouse.kit.json;

/** What every store, log and client can hold: text without U+0000 and without half of a surrogate pair. */
public final class Text {

    /** In words for whoever sent other text. */
    public static final String DEMAND = "must be text without U+0000 and half surrogates";

    private static final char REPLACEMENT = '\ufffd';

    private Text() {}

    /** Whether percent-decoded text is whole: what is no UTF-8 was decoded to U+FFFD, which nobody means. */
    public static boolean isDecoded(String text) {
        return isWhole(text) && text.indexOf(REPLACEMENT) < 0;
    }

    public static boolean isWhole(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0 || Character.isLowSurrogate(character)) {
                return false;
            }
            if (Character.isHighSurrogate(character)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}

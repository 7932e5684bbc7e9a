package org.gatehouse.kit.json;

/** What every store, log and client can hold: text without U+0000 and without half of a surrogate pair. */
public final class Text {

    private Text() {}

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

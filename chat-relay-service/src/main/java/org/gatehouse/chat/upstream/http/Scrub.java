package org.gatehouse.chat.upstream.http;

import org.jspecify.annotations.Nullable;

/**
 * Takes out of an upstream's words what is nobody's business: credentials, addresses, accounts. The text is cut first and then
 * judged word by word, each character a bounded number of times.
 */
final class Scrub {

    private static final int MAX_CHARS = 500;
    /** What is read at the most; words that are taken out make room for some more. */
    private static final int MAX_READ_CHARS = 4 * MAX_CHARS;

    private static final int MAX_NAME_CHARS = 64;
    private static final int NONE = -1;
    private static final String GONE = "[redacted]";
    /** What stands around words, and is no part of an address or a credential. */
    private static final String AROUND = "\"'`,;()<>{}|";

    private final PrivateWord words;
    private final StringBuilder shown = new StringBuilder();
    private String last = "";
    private boolean secretNext;
    /** Where the last word stands that is a scheme, which goes with its credential. */
    private int schemeStart = NONE;

    private Scrub(@Nullable String secret) {
        this.words = new PrivateWord(secret);
    }

    /**
     * The text, safe to show.
     *
     * @param secret what must not appear whatever it looks like, or null
     */
    static String text(String text, @Nullable String secret) {
        String read = text.length() <= MAX_READ_CHARS ? text : wholeWords(text.substring(0, MAX_READ_CHARS));
        String shown = new Scrub(secret).all(visible(read));
        boolean cut = shown.length() > MAX_CHARS || read.length() < text.length();
        return cut ? shown.substring(0, Math.min(MAX_CHARS, shown.length())) + "…" : shown;
    }

    /** A parameter's name or a code, if it looks like one; else null. */
    static @Nullable String name(@Nullable String name) {
        if (name == null) {
            return null;
        }
        boolean looksLikeOne = !name.isEmpty()
                && name.length() <= MAX_NAME_CHARS
                && name.chars().allMatch(c -> PrivateWord.isAlphanumeric((char) c) || "_.[]-".indexOf(c) >= 0);
        return looksLikeOne && text(name, null).equals(name) ? name : null;
    }

    /** A word of which the end is not known could be anything. */
    private static String wholeWords(String cut) {
        int end = cut.length();
        while (end > 0 && !Character.isWhitespace(cut.charAt(end - 1))) {
            end--;
        }
        return cut.substring(0, end);
    }

    /** Runs of control characters as one space, and nothing that cannot be seen. */
    private static String visible(String text) {
        var seen = new StringBuilder(text.length());
        boolean control = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean now = c < ' ' || (c >= 0x7f && c < 0xa0);
            if (now && !control) {
                seen.append(' ');
            } else if (!now && Character.getType(c) != Character.FORMAT) {
                seen.append(c);
            }
            control = now;
        }
        return seen.toString();
    }

    private String all(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean between = i == text.length() || text.charAt(i) == ' ' || AROUND.indexOf(text.charAt(i)) >= 0;
            if (between) {
                word(text.substring(start, i));
                if (i < text.length()) {
                    shown.append(text.charAt(i));
                }
                start = i + 1;
            }
        }
        return shown.toString();
    }

    private void word(String word) {
        if (word.isEmpty() || word.equals(":") || word.equals("=")) {
            secretNext |= !word.isEmpty() && words.announcesSecret(last + word);
            shown.append(word);
            return;
        }
        last = word;
        boolean announced = secretNext && words.mayBeSecret(word);
        secretNext = words.announcesSecret(word);
        int end = word.length();
        while (end > 0 && ".:!?".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        boolean gone = announced || words.isPrivate(word.substring(0, end));
        if (gone && schemeStart >= 0) {
            shown.setLength(schemeStart);
        }
        schemeStart = words.isScheme(word) ? shown.length() : NONE;
        shown.append(gone ? GONE + word.substring(end) : word);
    }
}

package org.gatehouse.sample.alpha;

import java.util.regex.Pattern;

/** Sins of a regular expression: going back, and going deep. */
final class Slow {

    private static final Pattern DEEP = Pattern.compile("(a|e)*");

    private Slow() {}

    static boolean isDeep(String text) {
        return DEEP.matcher(text).matches();
    }

    static String withoutEnd(String text) {
        return text.replaceAll("/+$", "");
    }

    static String[] words(String text) {
        return text.split(" *,", -1);
    }

    static String[] plainWords(String text) {
        return text.split(",", -1);
    }
}

package org.gatehouse.testing.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs patterns over hostile texts and counts how often each looks at a character. */
final class PatternWork {

    private static final int LOOKS_PER_CHARACTER = 64;
    private static final int SHORT = 4 * 1024;

    /** What no repeated character is, so that a match fails at its very end. */
    private static final String TAIL = "\u0001";

    private PatternWork() {}

    /** What is wrong with each that works too much or too deep; {@code searched} where it is used to find, not to match. */
    static List<String> slow(List<Pattern> patterns, boolean searched) {
        var slow = new ArrayList<String>();
        for (var pattern : patterns) {
            HostileTexts.pairs()
                    .filter(pair -> isSlow(pattern, pair, searched))
                    .findFirst()
                    .ifPresent(pair -> slow.add("/%s/ works too much on a repeated '%s'".formatted(pattern, pair)));
        }
        return slow;
    }

    /** The long text only for who looks far into the short one: it is there to overflow a stack. */
    private static boolean isSlow(Pattern pattern, String pair, boolean searched) {
        long looks = looks(pattern, pair.repeat(SHORT / 2) + TAIL, searched);
        return looks < 0 || (looks >= SHORT / 2 && looks(pattern, HostileTexts.longText(pair) + TAIL, searched) < 0);
    }

    /** Negative when it was too many. */
    private static long looks(Pattern pattern, String text, boolean searched) {
        var counted = new CountedText(text, (long) LOOKS_PER_CHARACTER * text.length());
        try {
            Matcher matcher = pattern.matcher(counted);
            boolean goesOn = searched ? matcher.find() : matcher.matches();
            while (searched && goesOn) {
                goesOn = matcher.find();
            }
            return counted.looks();
        } catch (IllegalStateException | StackOverflowError e) {
            return -1;
        }
    }
}

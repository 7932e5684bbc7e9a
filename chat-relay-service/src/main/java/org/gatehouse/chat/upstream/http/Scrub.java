package org.gatehouse.chat.upstream.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes out of an upstream's words what is nobody's business: credentials, addresses, accounts. */
final class Scrub {

    private static final int MAX_CHARS = 500;
    private static final String GONE = "[redacted]";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,64}");
    private static final List<Pattern> PRIVATE = List.of(
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://\\S+"),
            Pattern.compile("(?i)\\b(?:bearer|basic)\\s+\\S+"),
            Pattern.compile("\\b(?:sk|pk|rk|key|xai|gsk|org|proj|req|user|acct|sess)[-_][A-Za-z0-9*_-]{6,}"),
            Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+"),
            Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b"),
            Pattern.compile("(?i)\\b(?:[a-z0-9-]+\\.)+[a-z]{2,}:\\d+\\b"),
            Pattern.compile("(?i)\\b(?:[a-z0-9-]+\\.)+(?:com|net|org|io|ai|dev|local|internal|example|cloud|svc)\\b"),
            Pattern.compile("\\b[A-Za-z0-9+/_-]{40,}={0,2}"));

    private Scrub() {}

    /**
     * The text, safe to show.
     *
     * @param secret what must not appear whatever it looks like, or null
     */
    static String text(String text, @Nullable String secret) {
        String shown = CONTROL.matcher(text).replaceAll(" ");
        if (secret != null && !secret.isEmpty()) {
            shown = shown.replace(secret, GONE);
        }
        for (Pattern pattern : PRIVATE) {
            shown = pattern.matcher(shown).replaceAll(GONE);
        }
        return shown.length() <= MAX_CHARS ? shown : shown.substring(0, MAX_CHARS) + "…";
    }

    /** A parameter's name or a code, if it looks like one; else null. */
    static @Nullable String name(@Nullable String name) {
        return name != null && NAME.matcher(name).matches() && text(name, null).equals(name) ? name : null;
    }
}

package org.gatehouse.kit.logging;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replaces credentials in free text by a mark, keeping what shows the kind of credential it was. */
public final class Redaction {

    private static final String MARK = "[redacted]";

    /** Authorization values; ours and providers' keys ({@code sk-…}); compact JWS and JWE; keys set in URLs or JSON. */
    private static final Pattern SECRET = Pattern.compile("(?i:\\b(Bearer|Basic)\\s+)[A-Za-z0-9._~+/=-]{6,}"
            + "|\\b(sk-(?:gh-)?)[A-Za-z0-9_-]{8,}"
            + "|\\b(eyJ)[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){1,4}");

    private Redaction() {}

    public static String redact(String text) {
        var matcher = SECRET.matcher(text);
        return matcher.find() ? matcher.replaceAll(Redaction::mark) : text;
    }

    private static String mark(MatchResult hit) {
        for (var group = 1; group <= hit.groupCount(); group++) {
            if (hit.group(group) != null) {
                return hit.group(group) + (group == 1 ? " " : "") + MARK;
            }
        }
        return MARK;
    }
}

package org.gatehouse.kit.logging;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces credentials in free text by a mark and keeps the word that tells which kind of credential stood there. */
public final class Redaction {

    private static final String MARK = "[redacted]";

    /** Each alternative captures what may stay; the rest of the match goes. */
    private static final Pattern SECRET = Pattern.compile(String.join(
            "|",
            // Authorization values; a digit tells them from prose such as "Bearer tokens"
            "(?i:\\b((?:Bearer|Basic)\\s+)(?=[^\\s\"]*[0-9])[A-Za-z0-9._~+/=-]{6,})",
            // our API keys and those of providers
            "\\b(sk-(?:gh-)?)[A-Za-z0-9_-]{8,}",
            // compact JWS and JWE
            "\\b(eyJ)[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){1,4}",
            // forms, URLs, JSON and the text of records
            "(?i:\\b([\\w-]*(?:password|passwd|secret|token|api[_-]?key|private[_-]?key)\"?\\s*(?:=|(?<=\")\\s*:)\\s*\"?)[^\\s\"&,;})\\]]{3,})",
            // private keys of 256 bits
            "\\b(0x|)[0-9a-fA-F]{64}\\b"));

    private Redaction() {}

    public static String redact(String text) {
        return SECRET.matcher(text).replaceAll(Redaction::mark);
    }

    private static String mark(MatchResult hit) {
        for (var group = 1; group <= hit.groupCount(); group++) {
            if (hit.group(group) != null) {
                return Matcher.quoteReplacement(hit.group(group) + MARK);
            }
        }
        return MARK;
    }
}

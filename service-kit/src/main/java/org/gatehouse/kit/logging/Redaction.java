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

    /** Of a private key, the longest thing that no word announces. */
    private static final int KEY_DIGITS = 64;

    private Redaction() {}

    public static String redact(String text) {
        return mayHoldSecret(text) ? SECRET.matcher(text).replaceAll(Redaction::mark) : text;
    }

    /** False only when no alternative can match: most texts are told by one look at their letters. */
    static boolean mayHoldSecret(String text) {
        if (text.length() >= KEY_DIGITS) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' || c == '"' || (isFirst(c) && beginsOne(text, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFirst(char c) {
        return c == 's' || c == 'e' || c == 'b' || c == 'B';
    }

    private static boolean beginsOne(String text, int at) {
        return text.startsWith("sk-", at)
                || text.startsWith("eyJ", at)
                || text.regionMatches(true, at, "bearer", 0, "bearer".length())
                || text.regionMatches(true, at, "basic", 0, "basic".length());
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

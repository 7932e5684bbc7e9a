package org.gatehouse.kit.trace;

import java.util.ArrayList;
import java.util.List;

/** The list in {@code tracestate}: other parties' words, passed on as they are when they are well formed. */
final class TraceState {

    private static final int MOST_MEMBERS = 32;
    private static final int LONGEST_KEY = 256;
    private static final int LONGEST_VALUE = 256;
    /** What every party has to pass on; what is longer loses its longest members, then its last (section 3.3.1.5). */
    private static final int LONGEST = 512;

    private static final int LONG_MEMBER = 128;

    private TraceState() {}

    /** All lines as one; empty when there is none, or a fault in any member. */
    static String read(List<String> lines) {
        var members = new ArrayList<String>();
        for (var line : lines) {
            for (var part : line.split(",", -1)) {
                var member = withoutSpace(part);
                if (!member.isEmpty() && !isWellFormed(member)) {
                    return "";
                }
                if (!member.isEmpty()) {
                    members.add(member);
                }
            }
        }
        return members.size() > MOST_MEMBERS ? "" : joined(members);
    }

    private static String joined(List<String> members) {
        if (length(members) > LONGEST) {
            members.removeIf(member -> member.length() > LONG_MEMBER);
        }
        while (length(members) > LONGEST) {
            members.removeLast();
        }
        return String.join(",", members);
    }

    private static int length(List<String> members) {
        return members.stream().mapToInt(member -> member.length() + 1).sum() - 1;
    }

    /** Space and tab only, as HTTP means optional white space. */
    private static String withoutSpace(String part) {
        int start = 0;
        int end = part.length();
        while (start < end && isSpace(part.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(part.charAt(end - 1))) {
            end--;
        }
        return part.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isWellFormed(String member) {
        int equals = member.indexOf('=');
        return equals > 0 && isKey(member.substring(0, equals)) && isValue(member.substring(equals + 1));
    }

    private static boolean isKey(String key) {
        return key.length() <= LONGEST_KEY
                && isFirstOfKey(key.charAt(0))
                && key.chars().allMatch(c -> isFirstOfKey(c) || "_-*/@".indexOf(c) >= 0);
    }

    private static boolean isFirstOfKey(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isValue(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST_VALUE
                && value.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=');
    }
}

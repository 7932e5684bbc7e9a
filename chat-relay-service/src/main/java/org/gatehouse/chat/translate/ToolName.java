package org.gatehouse.chat.translate;

import java.util.regex.Pattern;

/** The name of a tool as every upstream takes it; one that they would refuse becomes another, always the same. */
public final class ToolName {

    private static final int MOST_CHARS = 64;
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9_-]{1," + MOST_CHARS + "}");
    private static final Pattern BAD_CHARS = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int DIGEST_CHARS = 8;

    private ToolName() {}

    /** The name to send; the caller keeps which one it stands for. */
    public static String sent(String name) {
        if (GOOD.matcher(name).matches()) {
            return name;
        }
        String plain = BAD_CHARS.matcher(name).replaceAll("_");
        int kept = Math.min(plain.length(), MOST_CHARS - DIGEST_CHARS - 1);
        return plain.substring(0, kept) + "_" + Digest.of(name).substring(0, DIGEST_CHARS);
    }
}

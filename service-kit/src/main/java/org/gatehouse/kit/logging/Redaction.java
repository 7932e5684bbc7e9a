package org.gatehouse.kit.logging;

/** Replaces credentials in free text by a mark and keeps the word that tells which kind of credential stood there. */
public final class Redaction {

    static final String MARK = "[redacted]";

    private Redaction() {}

    /** Work in proportion to the text's length, whatever it holds; the very text where nothing had to go. */
    public static String redact(String text) {
        return new SecretScan(text).masked();
    }
}

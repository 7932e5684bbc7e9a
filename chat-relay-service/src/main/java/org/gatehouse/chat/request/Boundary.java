package org.gatehouse.chat.request;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The line that separates the parts of a form (RFC 2046, section 5.1.1), as the content type names it. */
final class Boundary {

    private static final String TYPE = "multipart/form-data";
    private static final int LONGEST = 70;
    private static final String PUNCTUATION = "'()+_,-./:=? ";

    private Boundary() {}

    /** What stands between parts, with the line end before it; null when the type is no form's or names no boundary, or two. */
    static byte @Nullable [] delimiter(@Nullable String contentType) {
        if (contentType == null || !isForm(contentType)) {
            return null;
        }
        String boundary = null;
        for (var parameter : Parameters.of(contentType.substring(TYPE.length()))) {
            if (parameter.name().equals("boundary")) {
                if (boundary != null) {
                    return null;
                }
                boundary = parameter.value();
            }
        }
        return boundary != null && isValid(boundary) ? ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII) : null;
    }

    private static boolean isForm(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(TYPE)
                && contentType.length() > TYPE.length()
                && (contentType.charAt(TYPE.length()) == ';' || contentType.charAt(TYPE.length()) == ' ');
    }

    private static boolean isValid(String boundary) {
        return !boundary.isEmpty()
                && boundary.length() <= LONGEST
                && !boundary.endsWith(" ")
                && boundary.chars().allMatch(c -> isAlphanumeric(c) || PUNCTUATION.indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}

package org.gatehouse.vault.kms;

import java.util.List;
import java.util.regex.Pattern;

/** How one environment variable holds several values. */
final class CommaList {

    private static final Pattern COMMA = Pattern.compile(",");

    private CommaList() {}

    static List<String> of(String text) {
        return COMMA.splitAsStream(text)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}

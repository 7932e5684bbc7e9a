package org.gatehouse.chat.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what follows a header's first word: {@code ; name=value ; name="value"} (RFC 9110, section 5.6.6), in one pass. */
final class Parameters {

    private static final int MOST = 16;

    private final String text;
    private int at;

    private Parameters(String text) {
        this.text = text;
    }

    /** One of them; the name in lower case, the value without its quotes and with its escapes as they came. */
    record Parameter(String name, String value) {}

    /** All of them, up to the first that makes no sense; empty then as well: whoever looks for one does not find it. */
    static List<Parameter> of(String text) {
        var found = new ArrayList<Parameter>();
        var reader = new Parameters(text);
        while (reader.skipTo(';')) {
            if (found.size() == MOST || !reader.parameter(found)) {
                return List.of();
            }
        }
        return reader.at == text.length() ? found : List.of();
    }

    private boolean skipTo(char separator) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == separator) {
            at++;
            skipSpace();
            return true;
        }
        return false;
    }

    private boolean parameter(List<Parameter> found) {
        if (at == text.length()) {
            return true; // a separator with nothing behind it
        }
        int equals = text.indexOf('=', at);
        if (equals <= at) {
            return false;
        }
        String name = text.substring(at, equals).toLowerCase(Locale.ROOT);
        at = equals + 1;
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String value = quoted ? quoted() : token();
        if (value == null || name.chars().anyMatch(c -> c <= ' ' || c == ';' || c == '"')) {
            return false;
        }
        return found.add(new Parameter(name, value));
    }

    private String token() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != ' ') {
            at++;
        }
        return text.substring(start, at);
    }

    private @Nullable String quoted() {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            return null;
        }
        return text.substring(start, at++);
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}

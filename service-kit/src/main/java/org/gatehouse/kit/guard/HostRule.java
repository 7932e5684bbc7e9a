package org.gatehouse.kit.guard;

import java.util.List;
import java.util.Locale;

/** A {@code Host} value as RFC 9110, section 7.2 has it: a name or an address, and perhaps a port. */
final class HostRule {

    private static final int MAX_LENGTH = 255;
    private static final int MAX_PORT = 65535;

    private HostRule() {}

    static boolean accepts(String host) {
        if (host.isEmpty() || host.length() > MAX_LENGTH) {
            return false;
        }
        int nameEnd = nameEnd(host);
        return nameEnd > 0 && isName(host, nameEnd) && isPort(host, nameEnd);
    }

    static boolean isOneOf(List<String> hosts, String host) {
        return hosts.contains(host.substring(0, nameEnd(host)).toLowerCase(Locale.ROOT));
    }

    private static int nameEnd(String host) {
        if (host.charAt(0) == '[') {
            return host.indexOf(']') + 1;
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host.length() : colon;
    }

    private static boolean isName(String host, int end) {
        var address = host.charAt(0) == '[';
        for (int i = address ? 1 : 0; i < (address ? end - 1 : end); i++) {
            char c = host.charAt(i);
            var valid = address
                    ? c == ':' || c == '.' || (c < 128 && Character.digit(c, 16) >= 0)
                    : c == '-' || c == '.' || c == '_' || isLetterOrDigit(c);
            if (!valid) {
                return false;
            }
        }
        return !address || end > 3;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isPort(String host, int from) {
        if (from == host.length()) {
            return true;
        }
        int digits = host.length() - from - 1;
        if (host.charAt(from) != ':' || digits < 1 || digits > 5) {
            return false;
        }
        int port = 0;
        for (int i = from + 1; i < host.length(); i++) {
            int digit = host.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = port * 10 + digit;
        }
        return port <= MAX_PORT;
    }
}

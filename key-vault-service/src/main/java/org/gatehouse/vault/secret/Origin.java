package org.gatehouse.vault.secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The only place a credential may be sent to: scheme, host and port, without anything that could be read two ways. */
record Origin(String text) {

    private static final int MAX_CHARS = 2048;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Empty for what is not an absolute https URL with a host; http is taken on this machine only. */
    static Optional<Origin> of(String url) {
        if (url.length() > MAX_CHARS || !url.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url).parseServerAuthority();
            return isPlain(uri) && isProtected(uri) ? Optional.of(new Origin(spell(uri))) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getPort() != 0
                && uri.getPort() <= MAX_PORT
                && !uri.getHost().endsWith(".");
    }

    private static boolean isProtected(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(lower(uri.getHost())));
    }

    private static String spell(URI uri) {
        String scheme = lower(uri.getScheme());
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + lower(uri.getHost()) + port;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

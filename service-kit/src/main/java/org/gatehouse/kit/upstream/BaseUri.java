package org.gatehouse.kit.upstream;

import java.net.URI;
import java.util.Locale;

/** A configured base address, taken apart once so that no request has to. */
record BaseUri(String host, int port, boolean tls, String authority, String path) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static BaseUri of(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var tls = scheme.equals("https");
        if (!tls && !scheme.equals("http")) {
            throw new IllegalArgumentException("not an http or https address: " + uri);
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address needs a host and no user: scheme " + scheme);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an address has no query or fragment: " + uri);
        }
        var port = uri.getPort() == -1 ? (tls ? HTTPS : HTTP) : uri.getPort();
        var authority = uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ':' + port;
        return new BaseUri(unbracketed(uri.getHost()), port, tls, authority, withoutTrailingSlash(uri.getRawPath()));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority + path;
    }
}

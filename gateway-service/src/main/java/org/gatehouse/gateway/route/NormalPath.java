package org.gatehouse.gateway.route;

import java.util.Optional;

/**
 * The one place where an encoded slash is welcome: model ids. OpenAI's SDKs send {@code /v1/models/openai%2Fgpt-4o} and
 * people write {@code /v1/models/openai/gpt-4o}; both become the latter before routing, so that services see one
 * spelling and no encoded separator ever travels further.
 */
public final class NormalPath {

    private static final String[] WELCOME = {"/v1/models/", "/api/v1/models/"};

    private NormalPath() {}

    /** Whether the guard may let {@code %2F} through in this raw path. */
    public static boolean allowsEncodedSlash(String rawPath) {
        for (var prefix : WELCOME) {
            if (rawPath.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Empty when the path would gain an empty or a dot segment, or holds an encoded slash anywhere else. */
    public static Optional<String> of(String path) {
        if (path.indexOf('%') < 0 || !(path.contains("%2F") || path.contains("%2f"))) {
            return Optional.of(path);
        }
        if (!allowsEncodedSlash(path)) {
            return Optional.empty();
        }
        var decoded = path.replace("%2F", "/").replace("%2f", "/");
        for (var segment : decoded.substring(1).split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(decoded);
    }
}

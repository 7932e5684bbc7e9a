package org.gatehouse.gateway.route;

import java.util.List;
import java.util.Optional;

/**
 * Where an encoded slash is welcome: below the routes that end in {@code **}, whose ids may hold slashes. OpenAI's SDKs
 * send {@code /v1/models/openai%2Fgpt-4o} and people write {@code /v1/models/openai/gpt-4o}; both become the latter before
 * routing, so that services see one spelling and no encoded separator ever travels further.
 *
 * @param prefixes of the paths below which it is welcome, each ending in a slash
 */
record EncodedSlashes(List<String> prefixes) {

    EncodedSlashes {
        prefixes = List.copyOf(prefixes);
    }

    boolean areWelcomeIn(String path) {
        for (var prefix : prefixes) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Empty when the path would gain an empty or a dot segment, or holds an encoded slash where it is not welcome. */
    Optional<String> resolve(String path) {
        if (path.indexOf('%') < 0 || !(path.contains("%2F") || path.contains("%2f"))) {
            return Optional.of(path);
        }
        if (!areWelcomeIn(path)) {
            return Optional.empty();
        }
        var resolved = path.replace("%2F", "/").replace("%2f", "/");
        for (var segment : resolved.substring(1).split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(resolved);
    }
}

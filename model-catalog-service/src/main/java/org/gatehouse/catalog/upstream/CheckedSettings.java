package org.gatehouse.catalog.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one upstream; a bad one is named, with the variable it may come from, and never shown. */
record CheckedSettings(UpstreamConfig config) {

    /** The one upstream that the environment alone can set; without a URL it does not exist. */
    static final String FROM_ENVIRONMENT = "default";

    URI baseUrl() {
        return url("base-url", text(config.baseUrl()).orElse(""));
    }

    /** The base URL with a path after it, whether the setting ends in a slash or not. */
    URI under(String path) {
        return URI.create(HttpAddresses.withoutLastSlash(baseUrl().toString()) + path);
    }

    Optional<URI> modelsUrl() {
        return text(config.modelsUrl()).map(url -> url("models-url", url));
    }

    Optional<Path> modelsFile() {
        try {
            return text(config.modelsFile()).map(Path::of);
        } catch (InvalidPathException e) {
            throw bad("models-file", "is not a path");
        }
    }

    Optional<ApiKey> apiKey() {
        try {
            return text(config.apiKey()).map(ApiKey::new);
        } catch (IllegalArgumentException e) {
            throw bad("api-key", Objects.requireNonNullElse(e.getMessage(), "is not usable"));
        }
    }

    Optional<ApiKey> userAndPassword() {
        var key = apiKey();
        if (key.isPresent() && key.get().exposed().indexOf(':') < 1) {
            throw bad("api-key", "must be user:password for a Morpheus node");
        }
        return key;
    }

    List<ModelId> models() {
        var stated = config.models();
        return (stated == null ? List.<String>of() : stated)
                .stream()
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .map(id -> ModelId.parse(id)
                                .orElseThrow(() -> bad("models", "holds an id that is too long or not printable")))
                        .distinct()
                        .toList();
    }

    SettingException bad(String key, String why) {
        return new SettingException("gatehouse.upstreams." + config.name() + "." + key + variable(key), why);
    }

    static Optional<String> text(@Nullable String setting) {
        return Optional.ofNullable(setting).map(String::strip).filter(text -> !text.isEmpty());
    }

    private URI url(String key, String text) {
        try {
            var uri = new URI(text);
            if (!isHttp(uri) || uri.getHost() == null) {
                throw bad(key, "must be an http or https URL with a host");
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw bad(key, "must not hold a user, a query or a fragment");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw bad(key, "is not a URL");
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private String variable(String key) {
        if (!config.name().equals(FROM_ENVIRONMENT)) {
            return "";
        }
        return switch (key) {
            case "base-url" -> " (GATEHOUSE_UPSTREAM_URL)";
            case "api-key" -> " (GATEHOUSE_UPSTREAM_API_KEY)";
            case "models" -> " (GATEHOUSE_UPSTREAM_MODELS)";
            default -> "";
        };
    }
}

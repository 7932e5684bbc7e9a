package org.gatehouse.gateway.docs;

import io.micronaut.http.MediaType;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One file of the two pages; what is not listed here is not served. */
record Asset(String path, MediaType type, URL resource) {

    /** Where the build puts the Swagger UI and ReDoc that micronaut-openapi brings. */
    private static final String BUNDLED = "META-INF/swagger/views/";

    private static final MediaType SCRIPT = MediaType.of("text/javascript;charset=utf-8");
    private static final MediaType STYLE = MediaType.of("text/css;charset=utf-8");
    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private static final Map<String, Asset> ALL = Stream.of(
                    asset("/docs", HTML, "docs/swagger-ui.html"),
                    asset("/docs/start.js", SCRIPT, "docs/swagger-ui-start.js"),
                    asset("/docs/oauth2-redirect.html", HTML, "docs/oauth2-redirect.html"),
                    asset("/docs/oauth2-redirect.js", SCRIPT, "docs/oauth2-redirect.js"),
                    asset("/docs/swagger-ui.css", STYLE, BUNDLED + "swagger-ui/res/swagger-ui.css"),
                    asset("/docs/swagger-ui-bundle.js", SCRIPT, BUNDLED + "swagger-ui/res/swagger-ui-bundle.js"),
                    asset("/docs/favicon.png", MediaType.IMAGE_PNG_TYPE, BUNDLED + "swagger-ui/res/favicon-32x32.png"),
                    asset("/redoc", HTML, "docs/redoc.html"),
                    asset("/redoc/start.js", SCRIPT, "docs/redoc-start.js"),
                    asset("/status", HTML, "status/status.html"),
                    asset("/status/status.js", SCRIPT, "status/status.js"),
                    asset("/status/status.css", STYLE, "status/status.css"),
                    asset("/redoc/redoc.standalone.js", SCRIPT, BUNDLED + "redoc/res/redoc.standalone.js"))
            .collect(Collectors.toUnmodifiableMap(Asset::path, Function.identity()));

    static Optional<Asset> at(String path) {
        return Optional.ofNullable(ALL.get(path));
    }

    boolean isPage() {
        return type.equals(HTML);
    }

    private static Asset asset(String path, MediaType type, String resource) {
        var url = Asset.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException(resource + " is missing from the jar");
        }
        return new Asset(path, type, url);
    }
}

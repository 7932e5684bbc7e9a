package org.gatehouse.gateway.index;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

@Controller("/")
@PermitAll
@Tag(name = "edge")
final class IndexController {

    /** What is served here and where to read about it. */
    @Serdeable
    record Index(String name, String version, Map<String, String> links) {}

    private static final Map<String, String> LINKS = new TreeMap<>(Map.of(
            "chat_completions", "/v1/chat/completions",
            "docs", "/docs",
            "health", "/health",
            "models", "/v1/models",
            "openapi", "/openapi.json",
            "openid_configuration", "/.well-known/openid-configuration",
            "redoc", "/redoc"));

    private final Index index;

    IndexController() {
        var version = IndexController.class.getPackage().getImplementationVersion();
        this.index = new Index("Gatehouse", Objects.requireNonNullElse(version, "development"), LINKS);
    }

    @Get
    @Operation(summary = "Name, version and links")
    Index index() {
        return index;
    }
}

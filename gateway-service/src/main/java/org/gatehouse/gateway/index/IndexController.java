package org.gatehouse.gateway.index;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

@Controller("/")
@PermitAll
@Tag(name = "edge")
final class IndexController {

    /** What is served here and where to read about it. */
    @Serdeable
    @Schema(name = "Index")
    record Index(String name, String version, Map<String, String> links) {}

    private static final Map<String, String> LINKS = new TreeMap<>(Map.of(
            "chat_completions", "/v1/chat/completions",
            "docs", "/docs",
            "health", "/health",
            "models", "/v1/models",
            "openapi", "/openapi.json",
            "openid_configuration", "/.well-known/openid-configuration",
            "redoc", "/redoc"));

    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    private final Index index;
    private final String page;

    IndexController() {
        var version = IndexController.class.getPackage().getImplementationVersion();
        this.index = new Index("Gatehouse", Objects.requireNonNullElse(version, "development"), LINKS);
        this.page = page(index.version());
    }

    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @Operation(
            operationId = "index",
            summary = "Name, version and links",
            description = "As a page for whoever accepts text/html and no JSON.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Index.class)))
    HttpResponse<?> index(HttpRequest<?> request) {
        var accepted = request.accept();
        var answer = accepted.contains(MediaType.TEXT_HTML_TYPE) && !accepted.contains(MediaType.APPLICATION_JSON_TYPE)
                ? HttpResponse.ok(page).contentType(HTML).header("Content-Security-Policy", POLICY)
                : HttpResponse.ok(index).contentType(MediaType.APPLICATION_JSON_TYPE);
        return answer.header(HttpHeaders.VARY, "accept");
    }

    private static String page(String version) {
        try (var in = Objects.requireNonNull(IndexController.class.getResourceAsStream("/index/index.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{version}", version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gatehouse.kit.docs;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Hands the document that the service's build wrote to the edge, which joins it with those of the others. */
@Requires(resources = OpenApiController.DOCUMENT)
@Controller("/internal/openapi.yml")
@PermitAll
@Hidden
final class OpenApiController {

    static final String DOCUMENT = "classpath:META-INF/swagger/openapi.yml";

    private final byte[] document;

    OpenApiController(ResourceResolver resources) {
        document = read(resources);
    }

    @Get
    HttpResponse<byte[]> document() {
        return HttpResponse.ok(document).contentType("application/yaml");
    }

    private static byte[] read(ResourceResolver resources) {
        try (var stream = resources
                .getResourceAsStream(DOCUMENT)
                .orElseThrow(() -> new IllegalStateException("the build has written no " + DOCUMENT))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + DOCUMENT, e);
        }
    }
}

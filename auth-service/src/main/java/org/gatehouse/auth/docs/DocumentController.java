package org.gatehouse.auth.docs;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.security.PermitAll;
import java.net.URL;

/** Hands the edge this service's part of the API's description. */
@Hidden
@Controller("/internal/openapi.yml")
class DocumentController {

    private static final MediaType YAML = MediaType.of("application/yaml");

    private final URL document;

    DocumentController(ResourceResolver resources) {
        document = resources
                .getResource("classpath:META-INF/swagger/auth-service.yml")
                .orElseThrow(() -> new IllegalStateException("the OpenAPI document is missing"));
    }

    @Get
    @PermitAll
    HttpResponse<StreamedFile> document() {
        return HttpResponse.ok(new StreamedFile(document)).contentType(YAML);
    }
}

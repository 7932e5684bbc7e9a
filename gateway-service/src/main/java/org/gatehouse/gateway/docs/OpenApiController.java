package org.gatehouse.gateway.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

@Hidden
@Controller("/openapi.json")
@PermitAll
final class OpenApiController {

    private final SuiteDocument document;

    OpenApiController(SuiteDocument document) {
        this.document = document;
    }

    @Get(produces = MediaType.APPLICATION_JSON)
    HttpResponse<?> document(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        var current = document.current();
        var response = current.etag().equals(known) ? HttpResponse.notModified() : HttpResponse.ok(current.json());
        return response.header(HttpHeaders.ETAG, current.etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }
}

package org.gatehouse.gateway.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;

@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PagesController {

    /**
     * Scripts from here only, none inline. Both pages write style elements at run time, ReDoc searches in a worker it
     * makes from a blob; pictures may be drawn in the style sheet.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src blob:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ErrorResponses errors;

    PagesController(ErrorResponses errors) {
        this.errors = errors;
    }

    @Get(uris = {"/docs", "/docs/{file}", "/redoc", "/redoc/{file}"})
    HttpResponse<?> page(HttpRequest<?> request) throws IOException {
        var asset = Asset.at(request.getPath());
        if (asset.isEmpty()) {
            return errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is nothing at this address."));
        }
        var file = new StreamedFile(
                asset.get().resource().openStream(), asset.get().type());
        return HttpResponse.ok(file)
                .contentType(asset.get().type())
                .header(HttpHeaders.CACHE_CONTROL, asset.get().isPage() ? "no-cache" : "public, max-age=3600")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }
}

package org.gatehouse.gateway.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.security.PermitAll;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.ErrorResponses;
import org.gatehouse.kit.problem.PublicError;
import org.gatehouse.kit.token.ForeignIssuerConfig;
import org.jspecify.annotations.Nullable;

@Hidden
@Controller
@PermitAll
@ExecuteOn(TaskExecutors.BLOCKING)
final class PagesController {

    /** Everything from here, but for a login at the realm; no script or style inside a page; Swagger UI's style sheet draws its own pictures. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; img-src 'self' data:; "
            + "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'";

    private static final String STYLE_SHEETS = "style-src 'self'";

    /** ReDoc writes style elements at run time, and searches in a worker that it makes from a blob. */
    private static final String REDOC_STYLES = "style-src 'self' 'unsafe-inline'; worker-src blob:";

    private static final String REDOC = "/redoc/redoc.standalone.js";

    private final byte[] redoc = OwnRedoc.script(Asset.at(REDOC).orElseThrow().resource());
    private final ErrorResponses errors;
    private final String policy;

    PagesController(ErrorResponses errors, @Nullable ForeignIssuerConfig realm) {
        this.errors = errors;
        this.policy = POLICY + (realm == null ? "" : " " + origin(realm.url())) + "; ";
    }

    @Get(uris = {"/docs", "/docs/{file}", "/redoc", "/redoc/{file}", "/status", "/status/{file}"})
    HttpResponse<?> page(HttpRequest<?> request) throws IOException {
        var asset = Asset.at(request.getPath());
        if (asset.isEmpty()) {
            return errors.of(request, PublicError.of(ErrorKind.NOT_FOUND, "There is nothing at this address."));
        }
        var file = asset.get().path().equals(REDOC)
                ? new StreamedFile(new ByteArrayInputStream(redoc), asset.get().type())
                : new StreamedFile(
                        asset.get().resource().openStream(), asset.get().type());
        return HttpResponse.ok(file)
                .contentType(asset.get().type())
                .header(HttpHeaders.CACHE_CONTROL, asset.get().isPage() ? "no-cache" : "public, max-age=3600")
                .header("Content-Security-Policy", policy + styles(asset.get()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    /** Where a browser asks the realm for a token. */
    private static String origin(String url) {
        return url.substring(0, url.length() - URI.create(url).getRawPath().length());
    }

    private static String styles(Asset asset) {
        return asset.path().startsWith("/redoc") ? REDOC_STYLES : STYLE_SHEETS;
    }
}

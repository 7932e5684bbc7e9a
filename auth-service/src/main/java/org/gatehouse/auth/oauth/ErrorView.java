package org.gatehouse.auth.oauth;

import io.micronaut.http.HttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;

/** An error in the shape of RFC 6749. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "OAuthError")
record ErrorView(String error, String errorDescription) {

    static HttpResponse<?> response(OAuthError error) {
        var response = HttpResponse.status(error.status(), error.error())
                .body(new ErrorView(error.error(), error.description()))
                .header("Cache-Control", "no-store");
        error.headers().forEach(response::header);
        return response;
    }
}

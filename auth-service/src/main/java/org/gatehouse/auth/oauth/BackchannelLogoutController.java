package org.gatehouse.auth.oauth;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.security.PermitAll;
import org.gatehouse.auth.federation.ObeyLogoutToken;
import org.jspecify.annotations.Nullable;

/** Where Keycloak tells of sessions that have ended there (OpenID Connect Back-Channel Logout 1.0, section 2.5). */
@Hidden
@Controller("/api/v1/auth/backchannel-logout")
@Requires(beans = ObeyLogoutToken.class)
@ExecuteOn(TaskExecutors.BLOCKING)
@PermitAll
class BackchannelLogoutController {

    private final ObeyLogoutToken obeyLogoutToken;

    BackchannelLogoutController(ObeyLogoutToken obeyLogoutToken) {
        this.obeyLogoutToken = obeyLogoutToken;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> logOut(@Nullable @Body String body) {
        var token = TokenForm.parse(body == null ? "" : body).flatMap(form -> form.get("logout_token"));
        if (token.isEmpty()) {
            return ErrorView.response(OAuthError.invalidRequest("logout_token is required."));
        }
        return switch (obeyLogoutToken.obey(token.get())) {
            case OBEYED -> HttpResponse.ok().header("Cache-Control", "no-store");
            case REFUSED -> ErrorView.response(OAuthError.invalidRequest("The logout token is not valid."));
            case UNAVAILABLE -> ErrorView.response(OAuthError.unavailable());
        };
    }
}

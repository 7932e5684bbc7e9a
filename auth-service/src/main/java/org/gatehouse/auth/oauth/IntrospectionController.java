package org.gatehouse.auth.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.annotation.security.PermitAll;
import java.util.stream.Collectors;
import org.gatehouse.auth.client.ServiceClients;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.Permission;
import org.jspecify.annotations.Nullable;

/** Tells the suite's own services what a user's access token is worth now (RFC 7662). */
@Hidden
@Controller("/token/introspection")
@ExecuteOn(TaskExecutors.BLOCKING)
@PermitAll
class IntrospectionController {

    private final TokenStatus status;
    private final ServiceClients services;

    IntrospectionController(TokenStatus status, ServiceClients services) {
        this.status = status;
        this.services = services;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> introspect(
            @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization, @Nullable @Body String body) {
        var client = BasicCredentials.parse(authorization == null ? "" : authorization)
                .filter(basic -> services.authenticates(basic.clientId(), basic.secret()));
        if (client.isEmpty()) {
            return ErrorView.response(OAuthError.invalidClient());
        }
        return TokenForm.parse(body == null ? "" : body)
                .flatMap(form -> form.get("token"))
                .<HttpResponse<?>>map(token -> HttpResponse.ok(
                                status.userOf(token).map(View::of).orElse(View.INACTIVE))
                        .header("Cache-Control", "no-store"))
                .orElseGet(() -> ErrorView.response(OAuthError.invalidRequest("token is required.")));
    }

    /** What the token is worth; of one that is worth nothing no more is said. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            boolean active,
            @Nullable String sub,
            @Nullable String scope,
            @Nullable String tokenType,
            @Nullable Long iat,
            @Nullable Long exp,
            @Nullable String jti) {

        static final View INACTIVE = new View(false, null, null, null, null, null, null);

        static View of(Caller.User user) {
            return new View(
                    true,
                    user.accountId().toString(),
                    user.permissions().stream().sorted().map(Permission::wire).collect(Collectors.joining(" ")),
                    "Bearer",
                    user.issuedAt().getEpochSecond(),
                    user.expiresAt().getEpochSecond(),
                    user.tokenId());
        }
    }
}

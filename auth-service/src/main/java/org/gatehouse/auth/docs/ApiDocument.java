package org.gatehouse.auth.docs;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** The head of this service's OpenAPI document. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Gatehouse: accounts, sessions and API keys",
                        version = "1",
                        description =
                                "Register, log in, make API keys. Errors are application/problem+json (RFC 9457), those of /token are RFC 6749's.",
                        license = @License(name = "Apache-2.0")),
        security = {@SecurityRequirement(name = "bearer"), @SecurityRequirement(name = "api_key")})
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An access token from a login, or an API key")
@SecurityScheme(
        name = "api_key",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "x-api-key",
        description = "An API key")
final class ApiDocument {

    private ApiDocument() {}
}

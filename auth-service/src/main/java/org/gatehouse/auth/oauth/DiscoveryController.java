package org.gatehouse.auth.oauth;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gatehouse.auth.signing.SigningKeys;
import org.gatehouse.auth.token.Issuer;
import org.gatehouse.kit.token.Permission;

/** Where the endpoints and the keys are, for programs; names nothing that is not there. */
@Controller("/.well-known")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "OAuth 2")
class DiscoveryController {

    private static final String CACHING = "public, max-age=300";

    private final SigningKeys keys;
    private final Map<String, Object> metadata;

    DiscoveryController(SigningKeys keys, Issuer issuer, List<Grant> grants) {
        this.keys = keys;
        this.metadata = Map.of(
                "issuer", issuer.uri(),
                "token_endpoint", issuer.at("/token"),
                "jwks_uri", issuer.at("/.well-known/jwks.json"),
                "grant_types_supported",
                        grants.stream().map(Grant::type).sorted().toList(),
                "response_types_supported", List.of(),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "none"),
                "scopes_supported",
                        Arrays.stream(Permission.values()).map(Permission::wire).toList());
    }

    @Operation(operationId = "openidConfiguration", summary = "Discovery document")
    @ApiResponse(responseCode = "200", description = "Where the endpoints are and what they support")
    @Get("/openid-configuration")
    HttpResponse<Map<String, Object>> configuration() {
        return HttpResponse.ok(metadata).header("Cache-Control", CACHING);
    }

    @Operation(
            operationId = "jwks",
            summary = "Signing keys",
            description = "The current key, the next one, and past ones until the last token they signed has expired.")
    @ApiResponse(responseCode = "200", description = "A JSON Web Key Set (RFC 7517)")
    @Get("/jwks.json")
    HttpResponse<Map<String, Object>> keys() {
        return HttpResponse.ok(keys.published().toJSONObject()).header("Cache-Control", CACHING);
    }
}

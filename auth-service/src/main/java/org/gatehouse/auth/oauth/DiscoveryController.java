package org.gatehouse.auth.oauth;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.auth.signing.SigningKeys;
import org.gatehouse.auth.token.Issuer;
import org.gatehouse.kit.token.Permission;

/** Where the endpoints and the keys are, for programs; names nothing that is not there. */
@Controller("/.well-known")
@PermitAll
@Tag(name = "OAuth 2")
class DiscoveryController {

    private static final String CACHING = "public, max-age=300";

    private final SigningKeys keys;
    private final Map<String, Object> metadata;

    DiscoveryController(SigningKeys keys, Issuer issuer, List<Grant> grants) {
        this.keys = keys;
        this.metadata = metadata(issuer, grants);
    }

    private static Map<String, Object> metadata(Issuer issuer, List<Grant> grants) {
        var metadata = new TreeMap<String, Object>();
        metadata.put("issuer", issuer.uri());
        metadata.put("token_endpoint", issuer.at("/token"));
        metadata.put("introspection_endpoint", issuer.at("/token/introspection"));
        metadata.put("introspection_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        metadata.put("revocation_endpoint", issuer.at("/token/revocation"));
        metadata.put("revocation_endpoint_auth_methods_supported", List.of("none"));
        metadata.put("jwks_uri", issuer.at("/.well-known/jwks.json"));
        metadata.put(
                "grant_types_supported",
                grants.stream().map(Grant::type).sorted().toList());
        metadata.put("response_types_supported", List.of());
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "none"));
        metadata.put(
                "scopes_supported",
                Arrays.stream(Permission.values()).map(Permission::wire).toList());
        return Collections.unmodifiableMap(metadata);
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

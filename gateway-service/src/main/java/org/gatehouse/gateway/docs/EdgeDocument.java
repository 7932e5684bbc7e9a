package org.gatehouse.gateway.docs;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.gateway.route.Access;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.token.ForeignIssuerConfig;
import org.gatehouse.kit.token.Permission;
import org.gatehouse.kit.token.TokensConfig;
import org.jspecify.annotations.Nullable;

/** What the joined document says of the suite as a whole: its address, and the ways to present a credential. */
@Singleton
final class EdgeDocument {

    static final String SERVICE = "gateway-service";

    private static final String BEARER = "bearer";
    private static final String API_KEY = "api_key";
    private static final String OAUTH2 = "oauth2";
    private static final String REALM = "keycloak";

    private final String publicAddress;
    private final Optional<String> realm;

    EdgeDocument(TokensConfig tokens, @Nullable ForeignIssuerConfig realm) {
        this.publicAddress = tokens.issuer();
        this.realm = Optional.ofNullable(realm).map(ForeignIssuerConfig::url);
    }

    Map<String, Object> around(
            Map<String, ?> paths,
            Map<String, ? extends Map<String, Object>> components,
            List<Map<String, String>> tags) {
        var all = new TreeMap<String, Object>(components);
        all.put("securitySchemes", schemes());
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.0.1");
        document.put("info", Map.of("title", "Gatehouse", "version", "1"));
        document.put("servers", List.of(Map.of("url", publicAddress)));
        document.put("tags", tags);
        document.put("paths", paths);
        document.put("components", all);
        return document;
    }

    /** Any one of the ways, or none. */
    List<Map<String, List<String>>> security(Access access) {
        return switch (access) {
            case Access.Public() -> List.of();
            case Access.Requires(var permissions) ->
                Stream.concat(
                                Stream.of(
                                        Map.of(BEARER, List.<String>of()),
                                        Map.of(API_KEY, List.<String>of()),
                                        Map.of(OAUTH2, wires(permissions))),
                                realm.stream().map(_ -> Map.of(REALM, List.<String>of())))
                        .toList();
        };
    }

    private static List<String> wires(Set<Permission> permissions) {
        return permissions.stream().map(Permission::wire).sorted().toList();
    }

    private Map<String, Object> schemes() {
        var scopes = Arrays.stream(Permission.values())
                .map(Permission::wire)
                .collect(Collectors.toMap(wire -> wire, wire -> "Permission to " + wire, (a, _) -> a, TreeMap::new));
        var tokenUrl = HttpAddresses.withoutLastSlash(publicAddress) + "/token";
        var password = Map.of("tokenUrl", tokenUrl, "refreshUrl", tokenUrl, "scopes", scopes);
        var schemes = new TreeMap<String, Object>();
        schemes.put(
                BEARER,
                Map.of("type", "http", "scheme", "bearer", "description", "An access token, or an API key (sk-gh-…)"));
        schemes.put(API_KEY, Map.of("type", "apiKey", "in", "header", "name", "x-api-key"));
        schemes.put(OAUTH2, Map.of("type", "oauth2", "flows", Map.of("password", password)));
        realm.ifPresent(url -> schemes.put(
                REALM, Map.of("type", "openIdConnect", "openIdConnectUrl", url + "/.well-known/openid-configuration")));
        return schemes;
    }
}

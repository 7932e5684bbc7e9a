package org.gatehouse.testing.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands in for a realm of Keycloak where a test needs no login: serves the key set and mints access tokens in Keycloak's
 * shape, good ones and, through {@link #forge()}, hostile ones.
 */
public final class TestRealm implements ForgeableIssuer, BeforeAllCallback, AutoCloseable {

    private final IssuerServer server;
    private final List<RSAKey> published = new CopyOnWriteArrayList<>();
    private volatile RSAKey current;

    private TestRealm() {
        current = SigningKeys.next();
        published.add(current);
        server = new IssuerServer(
                () -> new JWKSet(List.copyOf(published)).toPublicJWKSet().toString(),
                (a, b) -> "",
                (a, b, c) -> "",
                Clock.systemUTC());
    }

    public static TestRealm start() {
        return new TestRealm();
    }

    /** What makes a Micronaut context accept this realm's tokens. */
    public Map<String, String> properties() {
        return Map.of("gatehouse.keycloak.url", issuer(), "gatehouse.keycloak.internal-url", "");
    }

    /** A token of the user with these roles of the realm. */
    public TokenForge user(String subject, String... realmRoles) {
        return forge().claim("sub", subject).claim("realm_access", Map.of("roles", List.of(realmRoles)));
    }

    @Override
    public TokenForge forge() {
        return forge(current, issuer());
    }

    /** A token in Keycloak's shape, by a key and issuer of one's own. */
    public static TokenForge forge(RSAKey key, String issuer) {
        return new TokenForge(key, issuer, Clock.systemUTC().instant())
                .claim("client_id", null)
                .claim("roles", null)
                .claim("scope", "profile email")
                .claim("typ", "Bearer")
                .claim("azp", "gatehouse-web")
                .claim("acr", "1")
                .claim("sid", UUID.randomUUID().toString().replace("-", "").substring(0, 24))
                .claim("realm_access", Map.of("roles", List.of("user")))
                .claim("preferred_username", "ada");
    }

    /** Signs with a new key from now on; the earlier ones stay published. */
    public void rotate() {
        current = SigningKeys.next();
        published.add(current);
    }

    /** Takes all keys but the current one out of the key set. */
    public void withdrawOldKeys() {
        published.removeIf(key -> !key.getKeyID().equals(current.getKeyID()));
    }

    /** Answers everything with 500 until {@link #comeBack()}. */
    public void goDown() {
        server.answerKeySetWith(500, new byte[0]);
    }

    public void comeBack() {
        server.answerNormally();
    }

    public int keySetFetches() {
        return server.keySetFetches();
    }

    @Override
    public String issuer() {
        return server.address() + "/realms/test";
    }

    @Override
    public RSAKey signingKey() {
        return current;
    }

    @Override
    public Instant now() {
        return Clock.systemUTC().instant();
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public URI jwksUrl() {
        return URI.create(issuer() + "/protocol/openid-connect/certs");
    }

    /** As an extension it lives as long as the outermost test class, also when its nested classes come and go. */
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(ExtensionContext.Namespace.create(TestRealm.class)).getOrComputeIfAbsent(this, self -> self);
    }

    @Override
    public void close() {
        server.close();
    }
}

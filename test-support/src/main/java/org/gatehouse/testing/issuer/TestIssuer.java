package org.gatehouse.testing.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands in for auth-service: serves its key set and its token endpoint on loopback and mints access tokens of ours, good
 * ones and, through {@link #forge()}, hostile ones. Keys can be rotated and withdrawn, the server can go down and return.
 */
public final class TestIssuer implements ForgeableIssuer, BeforeAllCallback, AutoCloseable {

    /** The header that holds the edge's own token, and the edge's client id. */
    public static final String EDGE_HEADER = "x-gatehouse-edge";

    public static final String EDGE = "gateway-service";

    private static final String ISSUER = "https://gatehouse.test";

    private final InstantSource clock;
    private final List<RSAKey> published = new CopyOnWriteArrayList<>();
    private final Map<String, String> edgeTokens = new ConcurrentHashMap<>();
    private final IssuerServer server;
    private volatile RSAKey current;

    private TestIssuer(InstantSource clock) {
        this.clock = clock;
        this.current = SigningKeys.next();
        this.published.add(current);
        this.server = new IssuerServer(this::keySet, this::serviceToken, this::exchanged, clock);
    }

    public static TestIssuer start() {
        return new TestIssuer(Clock.systemUTC());
    }

    /** Tokens are issued at this clock's time. */
    public static TestIssuer start(InstantSource clock) {
        return new TestIssuer(clock);
    }

    @Override
    public String issuer() {
        return ISSUER;
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public URI jwksUrl() {
        return address().resolve("/.well-known/jwks.json");
    }

    /** What a Micronaut context needs to trust this issuer. */
    public Map<String, String> properties() {
        return Map.of(
                "gatehouse.tokens.issuer", issuer(),
                "gatehouse.tokens.auth-url", address().toString(),
                "gatehouse.tokens.jwks-url", jwksUrl().toString());
    }

    /** A login token of an account with the role {@code user}. */
    public String userToken(UUID accountId, String... permissions) {
        return user(accountId, permissions)
                .claim("sid", UUID.randomUUID().toString())
                .sign();
    }

    /** A login token for what asks for a login of late, which was by password just now. */
    public String loginToken(UUID accountId, String... permissions) {
        return user(accountId, permissions)
                .claim("sid", UUID.randomUUID().toString())
                .claim("acr", "1")
                .claim("amr", List.of("pwd"))
                .claim("auth_time", clock.instant().getEpochSecond())
                .sign();
    }

    /** A login token for what asks for a second factor, which was given just now. */
    public String steppedUpToken(UUID accountId, String... permissions) {
        return user(accountId, permissions)
                .claim("sid", UUID.randomUUID().toString())
                .claim("acr", "2")
                .claim("amr", List.of("pwd", "otp"))
                .claim("auth_time", clock.instant().getEpochSecond())
                .sign();
    }

    /** What an API key of the account is exchanged for; add limits with {@link #forge()} where a test needs them. */
    public String keyToken(UUID accountId, UUID keyId, String... permissions) {
        return user(accountId, permissions).claim("key_id", keyId.toString()).sign();
    }

    public String serviceToken(String clientId, String audience) {
        return forge().claim("sub", clientId)
                .claim("client_id", clientId)
                .claim("aud", List.of(audience))
                .claim("roles", List.of("service"))
                .sign();
    }

    /** The edge's own token for a service, as it stands beside a user's. */
    public String edgeToken(String service) {
        return edgeTokens.computeIfAbsent(service + current.getKeyID(), any -> serviceToken(EDGE, service));
    }

    /** The request as the edge would send it to the service; one that brings the header itself is left as it is. */
    public HttpRequest byTheEdge(HttpRequest request, String service) {
        return request.headers().firstValue(EDGE_HEADER).isPresent()
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .header(EDGE_HEADER, edgeToken(service))
                        .build();
    }

    /** The same as a line of a request that is written by hand. */
    public String edgeLine(String service) {
        return EDGE_HEADER + ": " + edgeToken(service) + "\r\n";
    }

    /** Tells everybody who listens, and whoever asks. */
    public void revoke(String kind, UUID id) {
        server.takenBack().revoke(kind, id);
    }

    /** Ends the streams of revocations, and answers them with 503 until {@link #findStreams()}. */
    public void loseStreams() {
        server.takenBack().lose();
    }

    public void findStreams() {
        server.takenBack().find();
    }

    /** Answers no question about a token any more. */
    public void stopConfirming() {
        server.takenBack().fallSilent();
    }

    /** Who listens to revocations now. */
    public int listeners() {
        return server.takenBack().listeners();
    }

    /** How often somebody asked about a token. */
    public int confirmations() {
        return server.takenBack().questions();
    }

    /** A service's token for another one, on behalf of an account. */
    public TokenForge delegation(String clientId, String audience, UUID accountId, String... permissions) {
        return user(accountId, permissions)
                .claim("client_id", clientId)
                .claim("aud", List.of(audience))
                .claim("roles", List.of())
                .claim("act", Map.of("sub", clientId));
    }

    /** What auth-service makes of a user's token for a service that acts for them. */
    private String exchanged(String clientId, String audience, String userToken) {
        try {
            var user = SignedJWT.parse(userToken).getJWTClaimsSet();
            return delegation(
                            clientId,
                            audience,
                            UUID.fromString(user.getSubject()),
                            user.getStringClaim("scope").split(" ", -1))
                    .sign();
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a token", e);
        }
    }

    @Override
    public TokenForge forge() {
        return new TokenForge(current, ISSUER, clock.instant());
    }

    public TokenForge user(UUID accountId, String... permissions) {
        return forge().claim("sub", accountId.toString()).claim("scope", String.join(" ", Arrays.asList(permissions)));
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

    public String keySet() {
        return new JWKSet(List.copyOf(published)).toPublicJWKSet().toString();
    }

    @Override
    public RSAKey signingKey() {
        return current;
    }

    public void publish(String document) {
        server.answerKeySetWith(200, document.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Instant now() {
        return clock.instant();
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

    public int tokenRequests() {
        return server.tokenRequests();
    }

    /** As an extension it lives as long as the outermost test class, also when its nested classes come and go. */
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(ExtensionContext.Namespace.create(TestIssuer.class)).getOrComputeIfAbsent(this, self -> self);
    }

    @Override
    public void close() {
        server.close();
    }
}

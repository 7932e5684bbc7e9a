package org.gatehouse.auth.keycloak;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientBuilder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gatehouse.kit.token.ForeignIssuerConfig;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The realm's administration, entered with the service account of Gatehouse's own client. */
@Singleton
@Requires(beans = KeycloakConfig.class)
final class Administration {

    private static final Logger LOG = LoggerFactory.getLogger(Administration.class);
    private static final long CONNECT_SECONDS = 2;
    private static final long READ_SECONDS = 10;

    private final Keycloak keycloak;
    private final String realm;

    Administration(ForeignIssuerConfig issuer, KeycloakConfig config) {
        realm = KeycloakConfig.realm(issuer);
        keycloak = KeycloakBuilder.builder()
                .serverUrl(KeycloakConfig.server(issuer).toString())
                .realm(realm)
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(config.clientId())
                .clientSecret(config.secret().reveal())
                .resteasyClient(ClientBuilder.newBuilder()
                        .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
    }

    /** Empty when what is asked about does not exist there; fails with 503 when nothing can be said. */
    <T> Optional<T> ask(Function<RealmResource, T> question) {
        try {
            return Optional.of(question.apply(keycloak.realm(realm)));
        } catch (NotFoundException absent) {
            return Optional.empty();
        } catch (ProcessingException | WebApplicationException e) {
            LOG.warn("Keycloak cannot be administered: {}", e.toString());
            throw new KeycloakUnavailableException("administration failed", e);
        }
    }

    @PreDestroy
    void close() {
        keycloak.close();
    }
}

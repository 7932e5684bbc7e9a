package org.gatehouse.auth.keycloak;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.net.URI;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.token.ForeignIssuerConfig;

/** Gatehouse's own client in the realm, which logs users in by password and administers them; absent without a secret. */
@Requires(beans = ForeignIssuerConfig.class)
@Requires(property = "gatehouse.keycloak.client-secret", pattern = ".+")
@ConfigurationProperties("gatehouse.keycloak")
record KeycloakConfig(String clientId, String clientSecret) {

    private static final int MIN_SECRET = 32;
    private static final String REALMS = "/realms/";

    KeycloakConfig {
        if (clientId.isBlank()) {
            throw new SettingException("GATEHOUSE_KEYCLOAK_CLIENT_ID", "must name the client in the realm");
        }
        if (clientSecret.length() < MIN_SECRET) {
            throw new SettingException(
                    "GATEHOUSE_KEYCLOAK_CLIENT_SECRET", "must have at least %d characters".formatted(MIN_SECRET));
        }
    }

    Secret secret() {
        return Secret.of(clientSecret);
    }

    /** The realm's name is the last part of its address. */
    static String realm(ForeignIssuerConfig issuer) {
        var address = issuer.url();
        var at = address.lastIndexOf(REALMS);
        if (at < 0) {
            throw new SettingException("GATEHOUSE_KEYCLOAK_URL", "must end in /realms/<name>");
        }
        return address.substring(at + REALMS.length());
    }

    /** The server's address from here, without the realm. */
    static URI server(ForeignIssuerConfig issuer) {
        var address = issuer.endpoint("").toString();
        return URI.create(address.substring(0, Math.max(0, address.lastIndexOf(REALMS))));
    }

    @Override
    public String toString() {
        return "KeycloakConfig[" + clientId + "]";
    }
}

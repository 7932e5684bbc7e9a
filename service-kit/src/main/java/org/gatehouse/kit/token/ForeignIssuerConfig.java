package org.gatehouse.kit.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.List;
import org.gatehouse.kit.config.HttpAddresses;
import org.gatehouse.kit.config.SettingException;

/**
 * The Keycloak realm whose users may come with its own tokens; nothing of it exists while no address is set.
 *
 * @param url the realm's public address, which is the exact {@code iss} of its tokens
 * @param internalUrl where services reach the realm, when that is another address; else empty
 */
@Requires(property = "gatehouse.keycloak.url", pattern = ".+")
@ConfigurationProperties("gatehouse.keycloak")
public record ForeignIssuerConfig(
        String url, @Bindable(defaultValue = "") String internalUrl) {

    public ForeignIssuerConfig {
        if (!HttpAddresses.one("GATEHOUSE_KEYCLOAK_URL", url).toString().equals(url)) {
            throw new SettingException(
                    "GATEHOUSE_KEYCLOAK_URL", "must be the realm's issuer exactly, without a last slash");
        }
        if (!internalUrl.isEmpty()) {
            HttpAddresses.one("GATEHOUSE_KEYCLOAK_INTERNAL_URL", internalUrl);
        }
    }

    /** The address of one of the realm's endpoints, from here. */
    public URI endpoint(String path) {
        return URI.create((internalUrl.isEmpty() ? url : internalUrl) + path);
    }

    List<URI> keySetUrls() {
        return List.of(endpoint("/protocol/openid-connect/certs"));
    }
}

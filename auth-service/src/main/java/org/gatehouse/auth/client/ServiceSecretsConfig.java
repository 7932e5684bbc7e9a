package org.gatehouse.auth.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Map;
import org.gatehouse.auth.secret.Secret;
import org.gatehouse.kit.config.SettingException;

/** The client secrets of the suite's services. */
@ConfigurationProperties("gatehouse.service-secrets")
record ServiceSecretsConfig(
        @Bindable(defaultValue = "") String gateway,
        @Bindable(defaultValue = "") String auth,
        @Bindable(defaultValue = "") String vault,
        @Bindable(defaultValue = "") String catalog,
        @Bindable(defaultValue = "") String relay) {

    private static final int MIN_LENGTH = 32;
    private static final int MIN_DIFFERENT = 8;

    ServiceSecretsConfig {
        check("GATEHOUSE_GATEWAY_CLIENT_SECRET", gateway);
        check("GATEHOUSE_AUTH_CLIENT_SECRET", auth);
        check("GATEHOUSE_VAULT_CLIENT_SECRET", vault);
        check("GATEHOUSE_CATALOG_CLIENT_SECRET", catalog);
        check("GATEHOUSE_RELAY_CLIENT_SECRET", relay);
    }

    Map<String, Secret> byService() {
        return Map.of(
                "gateway-service", Secret.of(gateway),
                "auth-service", Secret.of(auth),
                "key-vault-service", Secret.of(vault),
                "model-catalog-service", Secret.of(catalog),
                "chat-relay-service", Secret.of(relay));
    }

    @Override
    public String toString() {
        return "ServiceSecretsConfig[***]";
    }

    private static void check(String setting, String secret) {
        if (secret.length() < MIN_LENGTH || secret.chars().distinct().count() < MIN_DIFFERENT) {
            throw new SettingException(
                    setting, "must be set to a random secret of at least %d characters".formatted(MIN_LENGTH));
        }
    }
}

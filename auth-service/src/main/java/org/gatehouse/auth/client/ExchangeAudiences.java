package org.gatehouse.auth.client;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gatehouse.auth.token.TokenSubject;
import org.gatehouse.kit.config.SettingException;

/** Which service may ask for which audience in an exchange of tokens; what is not listed is refused. */
@Context
public final class ExchangeAudiences {

    private static final String SETTING = "GATEHOUSE_AUTH_EXCHANGE_AUDIENCES";

    private final Map<String, Set<String>> byClient = new HashMap<>();

    /** @param setting {@code client=audience}, with commas between; one client may stand there several times */
    ExchangeAudiences(@Value("${gatehouse.exchange.audiences}") String setting, ServiceClients services) {
        for (var pair : setting.split(",", -1)) {
            var at = pair.indexOf('=');
            var client = at < 0 ? "" : pair.substring(0, at).strip();
            var audience = pair.substring(at + 1).strip();
            if (!services.isService(client) || !isAudience(audience, services) || audience.equals(client)) {
                throw new SettingException(
                        SETTING,
                        "'%s' is no client=audience of services, or of a service and %s"
                                .formatted(pair.strip(), TokenSubject.USERS_AUDIENCE));
            }
            byClient.computeIfAbsent(client, any -> new HashSet<>()).add(audience);
        }
    }

    private static boolean isAudience(String name, ServiceClients services) {
        return services.isService(name) || name.equals(TokenSubject.USERS_AUDIENCE);
    }

    public boolean allow(String client, String audience) {
        return byClient.getOrDefault(client, Set.of()).contains(audience);
    }
}

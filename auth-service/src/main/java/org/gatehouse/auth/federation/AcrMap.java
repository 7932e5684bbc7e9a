package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.kit.config.SettingException;

/** What the realm's levels of authentication are worth here; a level that is not listed is worth nothing. */
@Context
@Requires(beans = FederationConfig.class)
final class AcrMap {

    private static final Pattern ENTRY = Pattern.compile("([^=,]+)=([12])");

    private final Map<String, String> ours = new HashMap<>();

    AcrMap(FederationConfig config) {
        for (var entry : config.acr().split(",", -1)) {
            var matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches() || ours.put(matcher.group(1), matcher.group(2)) != null) {
                throw new SettingException("GATEHOUSE_KEYCLOAK_ACR", "must be a list such as 1=1,2=2; ours: 1, 2");
            }
        }
    }

    Optional<String> of(String theirs) {
        return Optional.ofNullable(ours.get(theirs));
    }
}

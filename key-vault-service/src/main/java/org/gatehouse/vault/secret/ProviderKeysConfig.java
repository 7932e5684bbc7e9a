package org.gatehouse.vault.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.kit.config.SettingException;

/**
 * Users' own keys for upstream providers.
 *
 * @param origins where the key of a well-known provider goes when its user names no base URL
 */
@ConfigurationProperties("gatehouse.vault.provider-keys")
record ProviderKeysConfig(
        @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        Map<String, String> origins) {

    ProviderKeysConfig {
        origins.forEach((provider, url) -> {
            if (Origin.of(url).isEmpty()) {
                throw new SettingException("gatehouse.vault.provider-keys.origins." + provider, "must be an https URL");
            }
        });
        origins = Map.copyOf(origins);
    }

    Optional<Origin> originOf(String provider) {
        return Optional.ofNullable(origins.get(provider)).flatMap(Origin::of);
    }
}

package org.gatehouse.vault.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.Map;
import java.util.Optional;

/**
 * Users' own keys for upstream providers.
 *
 * @param origins where the key of a well-known provider goes when its user names no base URL
 * @param perOwner how many provider keys one owner may keep
 */
@ConfigurationProperties("gatehouse.vault.provider-keys")
record ProviderKeysConfig(
        @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        Map<String, String> origins,

        @Bindable(defaultValue = "50") int perOwner) {

    ProviderKeysConfig {
        origins.forEach((provider, url) -> {
            if (Origin.of(url).isEmpty()) {
                throw new IllegalArgumentException(
                        "gatehouse.vault.provider-keys.origins." + provider + " must be an https URL");
            }
        });
        origins = Map.copyOf(origins);
    }

    Optional<Origin> originOf(String provider) {
        return Optional.ofNullable(origins.get(provider)).flatMap(Origin::of);
    }
}

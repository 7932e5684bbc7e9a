package org.gatehouse.vault.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.List;
import java.util.Map;

/**
 * What may be released to whom.
 *
 * @param grants client id → {@code kind:purpose} pairs; nothing else is released to anybody
 */
@ConfigurationProperties("gatehouse.vault.release")
record ReleaseConfig(
        @MapFormat(transformation = MapFormat.MapTransformation.FLAT, keyFormat = StringConvention.RAW)
        Map<String, List<String>> grants) {

    boolean permits(String clientId, Kind kind, String purpose) {
        return grants.getOrDefault(clientId, List.of()).contains(kind.wire() + ":" + purpose);
    }
}

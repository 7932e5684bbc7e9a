package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import org.gatehouse.kit.token.ForeignIssuerConfig;

/**
 * What the words of the Keycloak realm mean here.
 *
 * @param roles {@code realm/<role>=<ours>} or {@code client/<client>/<role>=<ours>}, separated by commas
 * @param acr {@code <theirs>=<ours>}, separated by commas
 */
@Requires(beans = ForeignIssuerConfig.class)
@ConfigurationProperties("gatehouse.keycloak")
record FederationConfig(String roles, String acr) {}

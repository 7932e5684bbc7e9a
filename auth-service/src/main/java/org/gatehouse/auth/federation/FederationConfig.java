package org.gatehouse.auth.federation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.util.List;
import org.gatehouse.kit.token.ForeignIssuerConfig;

/**
 * What the words of the Keycloak realm mean here.
 *
 * @param roles {@code realm/<role>=<ours>} or {@code client/<client>/<role>=<ours>}, separated by commas
 * @param acr {@code <theirs>=<ours>}, separated by commas
 * @param logoutClients whose sessions the realm may tell us the end of
 */
@Requires(beans = ForeignIssuerConfig.class)
@ConfigurationProperties("gatehouse.keycloak")
record FederationConfig(String roles, String acr, List<String> logoutClients) {}

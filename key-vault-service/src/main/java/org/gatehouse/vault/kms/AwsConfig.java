package org.gatehouse.vault.kms;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * AWS KMS. Credentials come from the standard chain of the AWS SDK.
 *
 * @param keys ids or ARNs of symmetric keys, the first writes, all read; empty when AWS is not used
 * @param region empty = as the standard chain finds it
 * @param endpoint empty, or that of a VPC endpoint or a KMS of one's own
 * @param timeout for one call, all its parts included
 */
@ConfigurationProperties("gatehouse.vault.aws")
record AwsConfig(
        @Bindable(defaultValue = "") String keys,
        @Bindable(defaultValue = "") String region,
        @Bindable(defaultValue = "") String endpoint,
        @Bindable(defaultValue = "2s") Duration timeout) {

    static final String KEYS_VARIABLE = "GATEHOUSE_VAULT_AWS_KEYS";

    List<String> keyIds() {
        return CommaList.of(keys);
    }
}

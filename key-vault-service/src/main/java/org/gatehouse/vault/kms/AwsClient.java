package org.gatehouse.vault.kms;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** Builds the SDK's client: explicit limits on time, and no retries of its own beside ours. */
final class AwsClient {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private AwsClient() {}

    static KmsClient of(AwsConfig config, AwsCredentialsProvider credentials) {
        KmsClientBuilder builder = KmsClient.builder()
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(config.timeout()))
                .overrideConfiguration(override ->
                        override.apiCallTimeout(config.timeout()).retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (!config.region().isEmpty()) {
            builder.region(Region.of(config.region()));
        }
        if (!config.endpoint().isEmpty()) {
            builder.endpointOverride(ServiceUrl.require("GATEHOUSE_VAULT_AWS_ENDPOINT", config.endpoint()));
        }
        return builder.build();
    }
}

package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service wants signed. Whatever the purpose fixes is stated all the same and must be the same; amounts are decimal
 * texts, in wei or the token's smallest unit.
 *
 * @param idempotencyKey the same request with the same key gets the same transaction again
 * @param arguments of the method, in its order
 * @param nonceAtLeast the account's next nonce as the chain tells it; a higher one that was signed here before wins
 */
@Serdeable
record TransactionBody(
        String purpose,
        @JsonProperty("idempotency_key") String idempotencyKey,
        @JsonProperty("chain_id") long chainId,
        String to,
        String method,
        List<String> arguments,
        String value,
        @JsonProperty("gas_limit") long gasLimit,
        @JsonProperty("max_fee_per_gas") String maxFeePerGas,
        @JsonProperty("max_priority_fee_per_gas") String maxPriorityFeePerGas,
        @Nullable @JsonProperty("nonce_at_least") Long nonceAtLeast) {}

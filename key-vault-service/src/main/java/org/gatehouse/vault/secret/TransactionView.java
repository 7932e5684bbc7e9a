package org.gatehouse.vault.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/** @param rawTransaction as {@code eth_sendRawTransaction} takes it */
@Serdeable.Serializable
record TransactionView(@JsonProperty("raw_transaction") String rawTransaction, String hash, String from, long nonce) {}

package org.gatehouse.vault.secret;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A transaction that was signed. */
@MappedEntity("wallet_transaction")
@SuppressWarnings("ArrayRecordComponent")
record WalletTransactionRow(
        UUID ownerId,
        @Id String address,
        long chainId,
        long nonce,
        String purpose,
        LocalDate day,
        BigDecimal amount,
        String idempotencyKey,
        byte[] requestHash,
        String raw,
        String hash,
        Instant signedAt) {

    TransactionView view() {
        return new TransactionView(raw, hash, address, nonce);
    }
}

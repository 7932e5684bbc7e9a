package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.Audited;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.audit.Use;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.wallet.Transaction;

/**
 * Signs transactions with an owner's private key. The nonce, the caps, the signed transaction and the audit row are one
 * transaction in the owner's turn: no nonce is given twice, and no cap is passed, however many ask at once.
 */
@Singleton
final class SignTransaction {

    /** Above a nonce that is known here, so that a wrong statement cannot put the account out of use. */
    private static final long LARGEST_GAP = 1000;

    private static final long LARGEST_FIRST = 1L << 40;

    private final UseSecret use;
    private final WalletRepository wallet;
    private final List<TransactionPurpose> purposes;
    private final InstantSource clock;

    SignTransaction(UseSecret use, WalletRepository wallet, List<TransactionPurpose> purposes, InstantSource clock) {
        this.use = use;
        this.wallet = wallet;
        this.purposes = List.copyOf(purposes);
        this.clock = clock;
    }

    sealed interface Outcome {

        record Signed(TransactionView transaction) implements Outcome {}

        record Unsound() implements Outcome {}

        record NotPermitted() implements Outcome {}

        record NoDelegation() implements Outcome {}

        record NoKey() implements Outcome {}

        record CapReached() implements Outcome {}

        /** The idempotency key belongs to another request. */
        record KeyReused() implements Outcome {}

        /** Too far from the nonces that were given here. */
        record NonceOutOfReach() implements Outcome {}
    }

    Outcome sign(Caller.Service caller, TransactionBody body, String requestId) {
        Optional<TransactionPurpose> purpose = purposes.stream()
                .filter(each ->
                        each.name().equals(body.purpose()) && each.clients().contains(caller.clientId()))
                .findFirst();
        if (purpose.isEmpty()) {
            return new Outcome.NotPermitted();
        }
        return switch (TransactionDemand.of(body, purpose.get())) {
            case TransactionDemand.Unsound() -> new Outcome.Unsound();
            case TransactionDemand.NotListed() -> new Outcome.NotPermitted();
            case TransactionDemand.Listed listed ->
                Delegation.of(caller)
                        .map(owner -> sign(new Order(
                                owner,
                                purpose.get(),
                                body,
                                listed,
                                Requester.service(caller.clientId(), requestId),
                                clock.instant().truncatedTo(ChronoUnit.MICROS))))
                        .orElseGet(Outcome.NoDelegation::new);
        };
    }

    private record Order(
            OwnerId owner,
            TransactionPurpose purpose,
            TransactionBody body,
            TransactionDemand.Listed demand,
            Requester by,
            Instant at) {

        LocalDate day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }
    }

    private Outcome sign(Order order) {
        return use.<Outcome>within(order.owner(), Slot.PRIVATE_KEY, (row, key) -> signInTurn(order, row, key))
                .orElseGet(Outcome.NoKey::new);
    }

    private Audited<Optional<Outcome>> signInTurn(Order order, SecretRow row, SecretMaterial key) {
        Optional<Outcome> settled = repeated(order).or(() -> capped(order));
        if (settled.isPresent()) {
            return new Audited.Nothing<>(settled);
        }
        String address = String.valueOf(row.address());
        var _ = wallet.holdNonces(address, order.purpose().chainId());
        long next = wallet.nextNonce(address, order.purpose().chainId());
        long asked = order.body().nonceAtLeast() == null ? 0 : order.body().nonceAtLeast();
        if (asked < 0 || asked > (next == 0 ? LARGEST_FIRST : next + LARGEST_GAP)) {
            return new Audited.Nothing<>(Optional.of(new Outcome.NonceOutOfReach()));
        }
        long nonce = Math.max(next, asked);
        Transaction.Signed signed =
                order.demand().withNonce(order.purpose().chainId(), nonce).sign(key);
        WalletTransactionRow kept = keep(order, address, nonce, signed);
        wallet.insert(kept);
        return new Audited.Done<>(Optional.of(new Outcome.Signed(kept.view())), record(order, row, kept));
    }

    private static Use record(Order order, SecretRow row, WalletTransactionRow kept) {
        String purpose = "%s, chain %d, nonce %d".formatted(kept.purpose(), kept.chainId(), kept.nonce());
        return new Use(Action.SIGNED_TRANSACTION, order.by(), new SecretId(row.id()), Slot.PRIVATE_KEY.path(), purpose);
    }

    private Optional<Outcome> repeated(Order order) {
        return wallet.find(
                        order.owner().value(),
                        order.purpose().name(),
                        order.body().idempotencyKey())
                .map(row -> Arrays.equals(row.requestHash(), TransactionDemand.hash(order.body()))
                        ? new Outcome.Signed(row.view())
                        : new Outcome.KeyReused());
    }

    private Optional<Outcome> capped(Order order) {
        TransactionPurpose purpose = order.purpose();
        BigInteger sum = wallet.sumOfDay(order.owner().value(), purpose.name(), order.day())
                .toBigIntegerExact()
                .add(order.demand().amount());
        boolean isReached = sum.compareTo(purpose.maxAmountPerDay()) > 0
                || wallet.countOfDay(order.owner().value(), purpose.name(), order.day()) >= purpose.perOwnerAndDay();
        return isReached ? Optional.of(new Outcome.CapReached()) : Optional.empty();
    }

    private static WalletTransactionRow keep(Order order, String address, long nonce, Transaction.Signed signed) {
        return new WalletTransactionRow(
                order.owner().value(),
                address,
                order.purpose().chainId(),
                nonce,
                order.purpose().name(),
                order.day(),
                new BigDecimal(order.demand().amount()),
                order.body().idempotencyKey(),
                TransactionDemand.hash(order.body()),
                signed.raw(),
                signed.hash(),
                order.at());
    }
}

package org.gatehouse.vault.secret;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.vault.wallet.ContractAddress;
import org.gatehouse.vault.wallet.ContractMethod;
import org.gatehouse.vault.wallet.Transaction;

/** A transaction that was asked for, judged against its purpose. */
sealed interface TransactionDemand {

    /** No transaction takes less (Yellow Paper, appendix G). */
    long GAS_OF_A_TRANSFER = 21_000;

    /**
     * Sound and listed; whether the caps leave room for it is another question.
     *
     * @param amount what the caps count
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Listed(Transaction.Fees fees, ContractAddress to, BigInteger value, byte[] call, BigInteger amount)
            implements TransactionDemand {

        Transaction withNonce(long chainId, long nonce) {
            return new Transaction(chainId, nonce, fees, to, value, call);
        }
    }

    /** Another contract, method, chain or recipient, or more than one transaction may move or cost. */
    record NotListed() implements TransactionDemand {}

    /** Not a transaction at all. */
    record Unsound() implements TransactionDemand {}

    static TransactionDemand of(TransactionBody body, TransactionPurpose purpose) {
        Optional<ContractAddress> to = ContractAddress.parse(body.to());
        Optional<BigInteger> value = Amounts.parse(body.value());
        Optional<Transaction.Fees> fees = fees(body);
        if (to.isEmpty() || value.isEmpty() || fees.isEmpty() || !Amounts.isKey(body.idempotencyKey())) {
            return new Unsound();
        }
        boolean isListed = body.chainId() == purpose.chainId()
                && to.get().equals(purpose.parsedContract())
                && body.method().equals(purpose.method())
                && body.gasLimit() <= purpose.maxGas()
                && fees.get().maxFeePerGas().compareTo(purpose.maxFeePerGas()) <= 0;
        return isListed ? judge(body.arguments(), purpose, fees.get(), to.get(), value.get()) : new NotListed();
    }

    private static Optional<Transaction.Fees> fees(TransactionBody body) {
        Optional<BigInteger> maxFee = Amounts.parse(body.maxFeePerGas());
        Optional<BigInteger> priority = Amounts.parse(body.maxPriorityFeePerGas());
        if (maxFee.isEmpty() || priority.isEmpty() || body.gasLimit() < GAS_OF_A_TRANSFER) {
            return Optional.empty();
        }
        return priority.filter(each -> each.compareTo(maxFee.get()) <= 0)
                .map(each -> new Transaction.Fees(each, maxFee.get(), body.gasLimit()));
    }

    private static TransactionDemand judge(
            List<String> arguments,
            TransactionPurpose purpose,
            Transaction.Fees fees,
            ContractAddress to,
            BigInteger value) {
        ContractMethod method = purpose.parsedMethod();
        Optional<byte[]> call = method.call(arguments);
        if (call.isEmpty()) {
            return new Unsound();
        }
        boolean countsValue = purpose.amount() == -1;
        BigInteger amount = countsValue ? value : method.number(arguments, purpose.amount());
        boolean isListed = goesToListed(arguments, method, purpose)
                && amount.compareTo(purpose.maxAmount()) <= 0
                && (countsValue || value.compareTo(purpose.maxValue()) <= 0);
        return isListed ? new Listed(fees, to, value, call.get(), amount) : new NotListed();
    }

    private static boolean goesToListed(List<String> arguments, ContractMethod method, TransactionPurpose purpose) {
        for (int i = 0; i < arguments.size(); i++) {
            if (method.types().get(i).equals("address")
                    && ContractAddress.parse(arguments.get(i))
                            .filter(address -> purpose.recipients().contains(address.text()))
                            .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** SHA-256 over all that makes the request, so that a repeated key with another request is noticed. */
    static byte[] hash(TransactionBody body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            // The nonce is left out: it grows on the chain between a request and its repetition.
            for (String field : new String[] {
                body.purpose(),
                Long.toString(body.chainId()),
                body.to(),
                body.method(),
                body.arguments().toString(),
                body.value(),
                Long.toString(body.gasLimit()),
                body.maxFeePerGas(),
                body.maxPriorityFeePerGas()
            }) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** How numbers and keys are written. */
    final class Amounts {

        private static final Pattern DECIMAL = Pattern.compile("0|[1-9]\\d{0,77}");
        private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
        private static final int WORD_BITS = 256;

        private Amounts() {}

        static Optional<BigInteger> parse(String text) {
            return DECIMAL.matcher(text).matches()
                    ? Optional.of(new BigInteger(text)).filter(number -> number.bitLength() <= WORD_BITS)
                    : Optional.empty();
        }

        static boolean isKey(String text) {
            return KEY.matcher(text).matches();
        }
    }
}

package org.gatehouse.vault.secret;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigInteger;
import java.util.List;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.wallet.ContractAddress;
import org.gatehouse.vault.wallet.ContractMethod;

/**
 * One kind of transaction that the vault signs, and nothing else: one method of one contract on one chain.
 *
 * @param clients the services that may ask
 * @param method its signature, e.g. {@code approve(address,uint256)}
 * @param recipients what its addresses may be: spenders, receivers
 * @param amount the position of the parameter that the caps are about, from 0; -1 when they are about the value sent
 * @param maxAmount of one transaction, in the smallest unit
 * @param maxAmountPerDay of all of one owner in one day (UTC)
 * @param perOwnerAndDay how many transactions that may be
 * @param maxValue in wei sent along, when the caps are about a parameter
 * @param maxFeePerGas in wei
 */
@EachProperty("gatehouse.vault.transactions")
record TransactionPurpose(
        @Parameter String name,
        List<String> clients,
        long chainId,
        String contract,
        String method,
        @Bindable(defaultValue = "") List<String> recipients,
        @Bindable(defaultValue = "-1") int amount,
        BigInteger maxAmount,
        BigInteger maxAmountPerDay,
        @Bindable(defaultValue = "100") int perOwnerAndDay,
        @Bindable(defaultValue = "0") BigInteger maxValue,
        @Bindable(defaultValue = "500000") long maxGas,
        @Bindable(defaultValue = "500000000000") BigInteger maxFeePerGas) {

    TransactionPurpose {
        clients = List.copyOf(clients);
        recipients = recipients.stream()
                .filter(text -> !text.isBlank())
                .map(text ->
                        ContractAddress.parse(text).map(ContractAddress::text).orElse(text))
                .toList();
        var types = ContractMethod.parse(method).map(ContractMethod::types).orElse(null);
        require(name, "chain-id", chainId > 0);
        require(name, "contract", ContractAddress.parse(contract).isPresent());
        require(name, "method", types != null);
        require(
                name,
                "recipients",
                recipients.stream().allMatch(text -> ContractAddress.parse(text).isPresent())
                        && (types == null || !types.contains("address") || !recipients.isEmpty()));
        require(
                name,
                "amount",
                amount == -1
                        || (types != null
                                && amount >= 0
                                && amount < types.size()
                                && types.get(amount).startsWith("uint")));
        require(name, "max-amount", maxAmount.signum() >= 0);
        require(name, "max-amount-per-day", maxAmountPerDay.signum() >= 0);
        require(name, "max-value", maxValue.signum() >= 0);
        require(name, "max-gas", maxGas > 0);
        require(name, "max-fee-per-gas", maxFeePerGas.signum() >= 0);
    }

    ContractMethod parsedMethod() {
        return ContractMethod.parse(method).orElseThrow();
    }

    ContractAddress parsedContract() {
        return ContractAddress.parse(contract).orElseThrow();
    }

    private static void require(String name, String setting, boolean isGood) {
        if (!isGood) {
            throw new SettingException(
                    "gatehouse.vault.transactions." + name + "." + setting, "is not what a transaction can have");
        }
    }
}

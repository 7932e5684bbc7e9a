package org.gatehouse.vault.secret;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.Locale;
import org.gatehouse.vault.wallet.TypedData;

/**
 * One thing the vault signs for, and nothing else.
 *
 * @param clients the services that may ask
 * @param messagePrefix what a personal message must begin with; empty when none may be signed
 * @param domains {@code name|version|chainId|verifyingContract} of EIP-712 domains
 * @param primaryTypes what may be signed in them
 * @param perOwnerAndDay the cap
 */
@EachProperty("gatehouse.vault.signing")
record SigningPurpose(
        @Parameter String name,
        List<String> clients,
        @Bindable(defaultValue = "") String messagePrefix,
        @Bindable(defaultValue = "") List<String> domains,
        @Bindable(defaultValue = "") List<String> primaryTypes,
        @Bindable(defaultValue = "100") int perOwnerAndDay) {

    boolean permits(String message) {
        return !messagePrefix.isEmpty() && message.startsWith(messagePrefix);
    }

    boolean permits(TypedData data) {
        return primaryTypes.contains(data.primaryType())
                && domains.stream().anyMatch(domain -> normalised(domain).equals(data.domainName()));
    }

    private static String normalised(String domain) {
        int contract = domain.lastIndexOf('|') + 1;
        return domain.substring(0, contract) + domain.substring(contract).toLowerCase(Locale.ROOT);
    }
}

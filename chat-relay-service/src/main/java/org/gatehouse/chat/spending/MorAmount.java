package org.gatehouse.chat.spending;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount of MOR, exact to the last of its eighteen decimals. */
record MorAmount(BigInteger wei) {

    private static final int DECIMALS = 18;
    private static final Pattern PLAIN = Pattern.compile("(0|[1-9][0-9]{0,11})(\\.[0-9]{1,18})?");

    /** Empty for what is not a plain decimal number of at most twelve digits before the point and eighteen behind it. */
    static Optional<MorAmount> parse(String text) {
        return PLAIN.matcher(text).matches()
                ? Optional.of(new MorAmount(
                        new BigDecimal(text).movePointRight(DECIMALS).toBigIntegerExact()))
                : Optional.empty();
    }

    /** As it may be written again: without needless zeros, and never with an exponent. */
    String text() {
        return wei.signum() == 0
                ? "0"
                : new BigDecimal(wei, DECIMALS).stripTrailingZeros().toPlainString();
    }
}

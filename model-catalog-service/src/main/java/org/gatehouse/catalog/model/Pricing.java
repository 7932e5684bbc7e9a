package org.gatehouse.catalog.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Prices in USD per token, exact. A price is between 0 and 1 USD with at most 18 decimal places; whatever lies outside is
 * a mistake or an attack and never becomes a price.
 */
public record Pricing(BigDecimal prompt, BigDecimal completion) {

    private static final int MAX_SCALE = 18;
    private static final int MAX_DIGITS = 40;

    public Pricing {
        prompt = normal(prompt);
        completion = normal(completion);
    }

    public static Optional<Pricing> parse(String prompt, String completion) {
        try {
            return Optional.of(new Pricing(decimal(prompt), decimal(completion)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String promptText() {
        return prompt.toPlainString();
    }

    public String completionText() {
        return completion.toPlainString();
    }

    private static BigDecimal decimal(String text) {
        if (text.length() > MAX_DIGITS) {
            throw new IllegalArgumentException("price too long");
        }
        return new BigDecimal(text);
    }

    /** Trailing zeros are cut, so that equal prices are equal records. Bounds come first: 1e999999999 must not be written out. */
    private static BigDecimal normal(BigDecimal price) {
        if (price.signum() < 0 || price.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("price out of bounds");
        }
        var stripped = price.stripTrailingZeros();
        if (stripped.scale() > MAX_SCALE) {
            throw new IllegalArgumentException("price too fine");
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

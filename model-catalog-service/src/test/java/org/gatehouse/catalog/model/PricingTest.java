package org.gatehouse.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricingTest {

    @ParameterizedTest
    @CsvSource({
        "0.00000015,0.00000015",
        "1.5e-7,0.00000015",
        "0,0",
        "1.000,1",
        "0.000000000000000001,0.000000000000000001"
    })
    void keepsAPriceExactlyAndWritesItPlain(String given, String written) {
        assertThat(Pricing.parse(given, "0").orElseThrow().promptText()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0.0000001",
                "1.01",
                "1e999999999",
                "1e-999999999",
                "0.0000000000000000001",
                "NaN",
                "Infinity",
                "0x1",
                "1,5",
                "",
                "free",
                "00000000000000000000000000000000000000000"
            })
    void refusesWhatCannotBeAPrice(String given) {
        assertThat(Pricing.parse(given, "0")).isEmpty();
        assertThat(Pricing.parse("0", given)).isEmpty();
    }

    @Test
    void equalPricesAreEqualHoweverWritten() {
        assertThat(Pricing.parse("0.10", "1e-1")).isEqualTo(Pricing.parse("0.1", "0.100"));
    }
}

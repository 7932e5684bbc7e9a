package org.gatehouse.chat.spending;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MorAmountTest {

    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "3,3000000000000000000,3",
        "0.000000000000000001,1,0.000000000000000001",
        "123456789012.123456789012345678,123456789012123456789012345678,123456789012.123456789012345678",
        "1.50,1500000000000000000,1.5",
        "100,100000000000000000000,100",
    })
    void isExact(String text, String wei, String written) {
        MorAmount amount = MorAmount.parse(text).orElseThrow();

        assertThat(amount.wei()).hasToString(wei);
        assertThat(amount.text()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1e18",
                "1.",
                ".5",
                "01",
                "1,5",
                " 1",
                "0x1",
                "NaN",
                "1.0000000000000000001",
                "1234567890123"
            })
    void refusesWhatCouldBeReadTwoWays(String text) {
        assertThat(MorAmount.parse(text)).isEmpty();
    }
}

package org.gatehouse.chat.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void tellsNothingBeforeTheFirst() {
        assertThat(latencies.median()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "99, 99", "104, 100", "105, 110", "1234, 1200", "98765, 99000", "2147483647, 2100000000"
    })
    void tellsTwoDigits(long measured, int told) {
        latencies.add(measured);

        assertThat(latencies.median()).hasValue(told);
    }

    @Test
    void isNotMovedByAFewThatAreFarOff() {
        for (long millis : new long[] {200, 210, 60_000, 190, 205, 1}) {
            latencies.add(millis);
        }

        assertThat(latencies.median()).hasValue(200);
    }

    @Test
    void isToldAnewOnlyWhenItHasMovedByAFifth() {
        addOften(1000);
        assertThat(latencies.median()).hasValue(1000);
        addOften(1199);
        assertThat(latencies.median()).hasValue(1000);
        addOften(801);
        assertThat(latencies.median()).hasValue(1000);
        addOften(1201);
        assertThat(latencies.median()).hasValue(1200);
        addOften(300);
        assertThat(latencies.median()).hasValue(300);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        addOften(5000);
        addOften(50);

        assertThat(latencies.median()).hasValue(50);
    }

    private void addOften(long millis) {
        IntStream.range(0, 200).forEach(i -> latencies.add(millis));
    }
}

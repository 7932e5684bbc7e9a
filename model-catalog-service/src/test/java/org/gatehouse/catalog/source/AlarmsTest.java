package org.gatehouse.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.catalog.model.Models.priced;

import java.util.List;
import org.gatehouse.catalog.model.Model;
import org.gatehouse.catalog.source.ModelList.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmsTest {

    @Test
    void takesAFirstListAsItIs() {
        var examined = Alarms.examine(List.of(), list(priced("a", "0.001")));

        assertThat(examined.models()).containsExactly(priced("a", "0.001"));
        assertThat(examined.alarms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "0.0001", "0.002"})
    void takesAPriceWithinTenTimesOfTheOldOne(String price) {
        var examined = Alarms.examine(List.of(priced("a", "0.001")), list(priced("a", price)));

        assertThat(examined.models()).containsExactly(priced("a", price));
        assertThat(examined.alarms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"0.0100001", "0.00009", "0", "NIL"},
            nullValues = "NIL")
    void holdsBackAPriceThatMovedTooFarOrVanished(String price) {
        var examined = Alarms.examine(List.of(priced("a", "0.001")), list(priced("a", price)));

        assertThat(examined.models()).containsExactly(priced("a", "0.001"));
        assertThat(examined.alarms()).hasSize(1);
    }

    @Test
    void keepsTheModelsWhenTheListIsSuddenlyEmpty() {
        var examined = Alarms.examine(List.of(priced("a", null)), list());

        assertThat(examined.models()).containsExactly(priced("a", null));
        assertThat(examined.alarms()).hasSize(1);
    }

    @Test
    void keepsTheLastGoodEntryOfAModelWhoseNewEntryIsUnusable() {
        var offered = new ModelList(List.of(priced("b", null)), List.of(new Remark("a", "why"), new Remark("", "why")));

        var examined = Alarms.examine(List.of(priced("a", "0.001"), priced("c", null)), offered);

        assertThat(examined.models()).containsExactly(priced("b", null), priced("a", "0.001"));
        assertThat(examined.alarms()).hasSize(2);
    }

    private static ModelList list(Model... models) {
        return new ModelList(List.of(models), List.of());
    }
}

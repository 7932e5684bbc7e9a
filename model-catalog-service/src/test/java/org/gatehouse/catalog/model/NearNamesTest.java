package org.gatehouse.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.catalog.model.Models.model;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {

    @Test
    void findsWhatASlipMeant() {
        var models =
                List.of(model("a", "openai/gpt-4o-mini"), model("a", "mistral-large"), model("a", "gatehouse/echo"));

        assertThat(NearNames.of("gpt4o-mini", models)).containsExactly(new ModelId("openai/gpt-4o-mini"));
        assertThat(NearNames.of("mistral-lrge", models)).containsExactly(new ModelId("mistral-large"));
    }

    @Test
    void saysNothingRatherThanSomethingFarAway() {
        assertThat(NearNames.of("claude", List.of(model("a", "gpt-4o")))).isEmpty();
        assertThat(NearNames.of("", List.of(model("a", "gpt-4o")))).isEmpty();
    }

    @Test
    void namesThreeAtMostAndTheNearestFirst() {
        var models = IntStream.range(0, 9).mapToObj(i -> model("a", "gpt-" + i)).toList();

        assertThat(NearNames.of("gpt-4", models)).hasSize(3).first().isEqualTo(new ModelId("gpt-4"));
    }
}

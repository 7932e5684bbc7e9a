package org.gatehouse.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "openai/gpt-4o:free", "Llama 3.3 70B", "模型"})
    void takesWhatUpstreamsCallTheirModels(String id) {
        assertThat(ModelId.parse(id)).contains(new ModelId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\r\nx-evil: 1", "a\u0000", "a\u202eb", "a\ud800", "a\u2028b", "a\u001b[31m"})
    void refusesWhatWouldBreakAHeaderOrALogLine(String id) {
        assertThat(ModelId.parse(id)).isEmpty();
    }

    @Test
    void refusesAnIdBeyondItsLength() {
        assertThat(ModelId.parse("m".repeat(200))).isPresent();
        assertThat(ModelId.parse("m".repeat(201))).isEmpty();
    }
}

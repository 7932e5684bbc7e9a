package org.gatehouse.chat.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallIdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"tool_calls\":[{\"id\":\"call_1\"}]}]}",
                "{\"messages\":[{\"tool_call_id\":\"call_1\"}]}",
                "{\"input\":[{\"call_id\":\"call_1\"}]}",
                "{\"messages\":[{\"content\":[{\"tool_use_id\":\"call_1\"}]}]}",
                "{\"input\":[{\"call_id\":\"call\\u005f1\"}]}"
            })
    void givesNoIdThatTheConversationHas(String request) {
        var ids = new CallIds(request.getBytes(StandardCharsets.UTF_8));

        assertThat(ids.own("call_1")).startsWith("call_").isNotEqualTo("call_1");
        assertThat(ids.own("call_2")).isEqualTo("call_2");
    }

    @Test
    void givesNoIdTwice() {
        var ids = new CallIds("{\"id\":null}".getBytes(StandardCharsets.UTF_8));

        assertThat(ids.own("a")).isEqualTo("a");
        assertThat(ids.own("a")).isNotEqualTo("a");
        assertThat(ids.own(null)).startsWith("call_").isNotEqualTo(ids.own(null));
    }

    /** Looking through all of it for each call would take hours. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void readsALongConversationOnce() {
        String request = "{\"x\":\"" + "a".repeat(30 * 1024 * 1024) + "\"}";
        var ids = new CallIds(request.getBytes(StandardCharsets.UTF_8));
        var given = new HashSet<String>();
        for (int i = 0; i < 2_000; i++) {
            given.add(ids.own("a".repeat(100) + i));
        }

        assertThat(given).hasSize(2_000).contains("a".repeat(100) + "7");
    }
}

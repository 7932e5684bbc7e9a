package org.gatehouse.kit.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {

    private static GuardConfig with(Map<String, Object> settings) {
        try (var context = ApplicationContext.run(settings)) {
            return context.getBean(GuardConfig.class);
        }
    }

    @Test
    void defaults() {
        assertThat(with(Map.of()))
                .isEqualTo(new GuardConfig(
                        Duration.ofSeconds(10), Duration.ofSeconds(5), 1024, 100, List.of(), Duration.ofSeconds(2)));
    }

    @Test
    void everyName() {
        assertThat(with(Map.of(
                        "gatehouse.guard.header-timeout", "1s",
                        "gatehouse.guard.body-grace", "2s",
                        "gatehouse.guard.body-rate", "3KB",
                        "gatehouse.guard.max-headers", "40",
                        "gatehouse.guard.hosts", List.of("A.example", "b.example"),
                        "gatehouse.guard.linger", "5s")))
                .isEqualTo(new GuardConfig(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        3072,
                        40,
                        List.of("a.example", "b.example"),
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({"header-timeout,0s", "body-grace,-1s", "linger,0s", "body-rate,0", "max-headers,0", "max-headers,many"})
    void badValuesNameTheSetting(String name, String value) {
        assertThatThrownBy(() -> with(Map.of("gatehouse.guard." + name, value)))
                .hasStackTraceContaining(
                        name.contains("headers") ? "axHeaders" : name.equals("body-rate") ? "bodyRate" : name);
    }
}

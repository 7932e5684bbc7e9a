package org.gatehouse.kit.memory;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Makes the budget of a service that has its bodies draw from one, and tells operators of it. */
@Factory
final class ByteBudgetFactory {

    @Singleton
    ByteBudget budget(MemoryConfig config, MeterRegistry registry) {
        var budget = ByteBudget.of(config.limits());
        Gauge.builder("gatehouse.memory.budget", budget, told -> told.limits().total())
                .description("Memory that bodies under way may hold")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("gatehouse.memory.held", budget, ByteBudget::held)
                .description("Memory that bodies under way hold")
                .baseUnit("bytes")
                .register(registry);
        for (var shortage : ByteBudget.Shortage.values()) {
            FunctionCounter.builder("gatehouse.memory.refused", budget, told -> told.refused(shortage))
                    .description(
                            "Requests and answers refused because the memory for bodies, or an account's share, was used up")
                    .tag("shortage", shortage.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        return budget;
    }
}

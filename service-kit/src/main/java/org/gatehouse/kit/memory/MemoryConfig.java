package org.gatehouse.kit.memory;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.convert.format.ReadableBytes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How much memory bodies under way may hold. Defaults are in {@code gatehouse-defaults.properties}.
 *
 * @param budget bytes in all; 0 for a third of the process's heap or direct memory, whichever is less
 * @param accountShare how much of it one account may hold, in percent
 */
@ConfigurationProperties("gatehouse.memory")
record MemoryConfig(
        @Min(0) @ReadableBytes long budget,

        @Min(1) @Max(100) int accountShare) {

    ByteLimits limits() {
        return budget == 0 ? ByteLimits.ofThisProcess(accountShare) : ByteLimits.of(budget, accountShare);
    }
}

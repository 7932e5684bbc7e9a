package org.gatehouse.auth.password;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How many password hashes may run and wait at once; each running one takes 19 MiB. */
@ConfigurationProperties("gatehouse.password")
record PasswordConfig(
        @Bindable(defaultValue = "2") @Min(1) @Max(16) int hashingPermits,
        @Bindable(defaultValue = "50") @Min(1) @Max(1000) int hashingQueue) {}

package org.gatehouse.gateway.overload;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Min;

/**
 * How the adaptive limit behaves. Defaults are in application.yml.
 *
 * @param leastConcurrency requests awaiting an answer's head that a service always may have
 * @param mostConcurrency and those it may have at most
 * @param initialConcurrency before anything is known of it
 * @param tolerance how many times as long as usual its quickest answers may take before the limit falls
 */
@ConfigurationProperties("gatehouse.overload")
public record OverloadConfig(
        @Min(1) int leastConcurrency,
        @Min(1) int mostConcurrency,
        @Min(1) int initialConcurrency,
        double tolerance) {

    public OverloadConfig {
        if (!(tolerance >= 1)) {
            throw new IllegalArgumentException("gatehouse.overload.tolerance must be at least 1: " + tolerance);
        }
        if (leastConcurrency > initialConcurrency || initialConcurrency > mostConcurrency) {
            throw new IllegalArgumentException("gatehouse.overload: least-concurrency, initial-concurrency and "
                    + "most-concurrency must be given in rising order");
        }
    }
}

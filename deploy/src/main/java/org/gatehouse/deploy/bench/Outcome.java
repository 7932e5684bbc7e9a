package org.gatehouse.deploy.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What one load on one target gave.
 *
 * @param operations requests answered, or tokens received
 * @param failures answers other than 200, or streams that missed a token or the end
 * @param cpu of each process of the target
 * @param latency from sending (or from being due) to the whole good answer; for streams a token's way from the upstream
 * @param firstToken from sending to the first token; empty for whole answers
 */
record Outcome(
        int operations, int failures, Duration time, Map<String, Duration> cpu, Samples latency, Samples firstToken) {

    double perSecond() {
        return operations / (time.toNanos() / 1e9);
    }

    double goodPerSecond() {
        return (operations - failures) / (time.toNanos() / 1e9);
    }

    double cpuMicros() {
        return cpu.keySet().stream().mapToDouble(this::cpuMicros).sum();
    }

    double cpuMicros(String process) {
        return cpu.getOrDefault(process, Duration.ZERO).toNanos() / 1000.0 / Math.max(1, operations);
    }
}

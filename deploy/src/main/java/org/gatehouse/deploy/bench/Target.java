package org.gatehouse.deploy.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a load is sent to, and the processes whose CPU it costs. */
record Target(String name, int port, Optional<String> key, Map<String, ProcessHandle> processes) {

    Target {
        processes = Map.copyOf(processes);
    }

    /** User and system time so far of all its processes and their children. */
    Duration cpu() {
        return processes.values().stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}

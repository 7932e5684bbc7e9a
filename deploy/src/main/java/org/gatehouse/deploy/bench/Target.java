package org.gatehouse.deploy.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a load is sent to, and the processes whose CPU it costs. */
record Target(String name, int port, Optional<String> key, Map<String, ProcessHandle> processes) {

    Target {
        processes = Map.copyOf(processes);
    }

    /** User and system time so far of each of its processes, with their children. */
    Map<String, Duration> cpu() {
        var spent = new TreeMap<String, Duration>();
        processes.forEach((part, process) -> spent.put(
                part,
                Stream.concat(Stream.of(process), process.descendants())
                        .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus)));
        return spent;
    }
}

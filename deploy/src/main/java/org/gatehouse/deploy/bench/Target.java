package org.gatehouse.deploy.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a load is sent to, and the processes whose CPU it costs.
 *
 * @param keys the API keys of the requests, one after the other; none for a target that asks for none
 */
record Target(String name, int port, List<String> keys, Map<String, ProcessHandle> processes) {

    Target {
        keys = List.copyOf(keys);
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

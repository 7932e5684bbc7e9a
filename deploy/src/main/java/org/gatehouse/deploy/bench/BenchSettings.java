package org.gatehouse.deploy.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a suite that is measured is told: its upstream, and limits that are counted but never reached. */
final class BenchSettings {
    private BenchSettings() {}

    static Map<String, String> towards(Peer upstream) {
        var settings = new TreeMap<>(System.getenv());
        settings.put("GATEHOUSE_UPSTREAM_URL", "http://127.0.0.1:" + upstream.port() + "/v1");
        settings.put("GATEHOUSE_UPSTREAM_API_KEY", "sk-bench");
        for (var limit : List.of("REQUESTS", "INFERENCE", "LOGIN", "ADDRESS", "KEYS")) {
            settings.put("GATEHOUSE_LIMIT_" + limit, "999999999");
        }
        return settings;
    }
}

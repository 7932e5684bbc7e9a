package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything at once that has ever brought a service down, beside the chats of others, with the memory of the containers. */
final class AttackIT {
    /** How long: {@code -Dgatehouse.attack.seconds=120} for more. */
    private static final Duration ATTACK = Duration.ofSeconds(Long.getLong("gatehouse.attack.seconds", 30));

    /**
     * Whether the slowest of the others are judged too, with {@code -Dgatehouse.attack.strict=true}: where attackers, suite and
     * others share two cores that have other work as well, these tell of the machine.
     */
    private static final boolean STRICT = Boolean.getBoolean("gatehouse.attack.strict");

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration PEACE = Duration.ofSeconds(16);
    /** Whoever waits for less than this notices nothing; and so small times are told by the machine alone. */
    private static final Duration UNNOTICED = Duration.ofMillis(150);

    private static final int FACTOR = 3;
    private static final int CONTAINER_KIB = 512 * 1024;

    private final HostileUpstream upstream = HostileUpstream.start();
    private final Suite suite = Suite.start("attack", settings(upstream.port()));
    private final Client client = new Client(suite.address());

    @AfterEach
    void stop() {
        suite.close();
        upstream.close();
    }

    private static Map<String, String> settings(int port) {
        var settings = new TreeMap<String, String>();
        settings.put("GATEHOUSE_RESTART", "false");
        settings.put("OTEL_TRACES_SAMPLER", "always_off");
        for (var service : List.of("GATEWAY", "AUTH", "VAULT", "CATALOG", "RELAY")) {
            settings.put("GATEHOUSE_" + service + "_JAVA_OPTIONS", "-Xmx256m");
        }
        try {
            var file = Files.createTempFile(Path.of("target"), "attack", ".yml").toAbsolutePath();
            settings.put(
                    "GATEHOUSE_CONFIG",
                    Files.writeString(file, """
                    gatehouse:
                      upstreams:
                        hostile:
                          base-url: http://127.0.0.1:%d/v1
                          models: %s
                    """.formatted(port, HostileUpstream.MODELS))
                            .toString());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noServiceEndsAndOthersHardlyNotice() throws Exception {
        var others = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            others.add(client.newKey());
        }
        var chats = new SteadyChats(client, others);
        var attacker = client.newcomer();
        var services = services();
        chats.during(WARM_UP);
        var before = chats.during(PEACE);
        var attack = AttackProcess.Running.start(
                suite.address().getPort(), client.createKey(attacker.access()).key(), attacker.access());
        var beside = chats.during(ATTACK);
        var outcomes = attack.end();
        var p99 = before.quantile(0.99);
        System.out.println(
                "p99 " + p99.toMillis() + " ms before, " + beside.quantile(0.99).toMillis()
                        + " ms beside; median " + before.quantile(0.5).toMillis() + " ms, "
                        + beside.quantile(0.5).toMillis() + " ms; failed "
                        + beside.failures().size() + " of "
                        + beside.nanos().size() + "; attacks " + outcomes);

        assertThat(services).hasSize(5).allMatch(ProcessHandle::isAlive);
        assertThat(services).allSatisfy(service -> assertThat(peakKib(service)).isLessThan(CONTAINER_KIB));
        assertThat(outcomes).hasSameSizeAs(Attack.all("", ""));
        assertThat(outcomes).allSatisfy((name, statuses) -> assertThat(statuses).doesNotContainKey("500"));
        assertThat(before.failures()).isEmpty();
        assertThat(beside.failures()).hasSizeLessThanOrEqualTo(beside.nanos().size() / 100);
        assertThat(beside.quantile(0.5)).isLessThan(atMost(before.quantile(0.5)));
        if (STRICT) {
            assertThat(beside.quantile(0.99)).isLessThan(atMost(p99));
        }
    }

    private static Duration atMost(Duration before) {
        return (before.compareTo(UNNOTICED) > 0 ? before : UNNOTICED).multipliedBy(FACTOR);
    }

    private List<ProcessHandle> services() {
        return List.of("auth", "vault", "catalog", "chat", "gateway").stream()
                .flatMap(name -> suite.launcher().services("org.gatehouse." + name + ".Application").stream())
                .toList();
    }

    /** The most memory that it has held at once. */
    private static long peakKib(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

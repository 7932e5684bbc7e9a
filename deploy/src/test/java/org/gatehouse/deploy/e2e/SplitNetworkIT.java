package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica in a network of its own, whose cable is cut while clients go on asking: no reset, no refusal, only silence. */
final class SplitNetworkIT {
    private static final int CLIENTS = 6;

    private final Queue<Integer> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray inARow = new AtomicIntegerArray(CLIENTS);
    private final AtomicBoolean enough = new AtomicBoolean();
    private ExecutorService clients;
    private Cable cable;
    private Suite suite;
    private Process replica;
    private Client http;

    @BeforeEach
    void start() {
        assumeTrue(Cable.canBeLaid(), "needs root and network namespaces");
        clients = Executors.newFixedThreadPool(CLIENTS);
        cable = Cable.lay();
        var ports = Suite.freePorts();
        var settings = new TreeMap<>(ports);
        settings.put("GATEHOUSE_BIND_ADDRESS", cable.here());
        settings.put("GATEHOUSE_REGISTRATION", "open");
        settings.put("GATEHOUSE_RELAY_URL", both(ports, "PORT", ""));
        settings.put("GATEHOUSE_RELAY_HEALTH_URL", both(ports, "MANAGEMENT_PORT", "/health/readiness"));
        suite = Suite.start("split", settings);
        http = new Client(URI.create("http://" + cable.here() + ":" + ports.get("GATEHOUSE_GATEWAY_PORT")));
        var relay = suite.launcher().services("org.gatehouse.chat.Application").getFirst();
        replica = Recipe.of(relay)
                .with(Map.of("GATEHOUSE_BIND_ADDRESS", cable.there()))
                .under(cable.intoNamespace())
                .start();
    }

    private String both(Map<String, String> ports, String kind, String path) {
        var port = ports.get("GATEHOUSE_RELAY_" + kind);
        return "http://%s:%s%s,http://%s:%s%s".formatted(cable.here(), port, path, cable.there(), port, path);
    }

    @AfterEach
    void stop() {
        if (cable != null) {
            enough.set(true);
            clients.close();
            replica.destroy();
            suite.close();
            cable.close();
        }
    }

    private void askOn(String key, int number) {
        while (!enough.get()) {
            try {
                var answer = http.send("POST", "/v1/chat/completions", key, """
                        {"model":"gatehouse/echo","max_tokens":3,"messages":[{"role":"user","content":"Hi"}]}""");
                if (answer.status() == 200) {
                    inARow.incrementAndGet(number);
                } else {
                    inARow.set(number, 0);
                    failures.add(answer.status());
                    assertThat(answer.json().path("error").path("message").asText())
                            .isNotBlank();
                }
            } catch (RuntimeException | AssertionError e) {
                broken.add(e.toString());
            }
        }
    }

    private boolean allAnswered() {
        return IntStream.range(0, CLIENTS).allMatch(client -> inARow.get(client) >= 100);
    }

    private void servesAgain() {
        suite.awaitServing(cable.there());
    }

    @Test
    void aReplicaThatFallsSilentCostsNoMoreThanTheRequestsItHadAndComesBackWhenItIsHeardAgain() {
        var key = http.newKey();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            clients.execute(() -> askOn(key, number));
        }
        servesAgain();
        assertThat(failures).isEmpty();

        cable.cut();
        for (int i = 0; i < CLIENTS; i++) {
            inARow.set(i, 0);
        }
        Eventually.within(Duration.ofMinutes(2), "every client is answered again and again", this::allAnswered);
        assertThat(failures).hasSizeLessThanOrEqualTo(2 * CLIENTS).allMatch(status -> status == 502 || status == 504);

        failures.clear();
        cable.mend();
        servesAgain();
        assertThat(failures).isEmpty();
        assertThat(broken).isEmpty();
    }
}

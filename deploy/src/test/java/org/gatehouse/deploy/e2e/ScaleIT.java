package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replicas come and go as real processes, while clients go on asking: nobody may notice. */
final class ScaleIT {
    private static final int CLIENTS = 12;
    private static final String RELAY = "org.gatehouse.chat.Application";

    private final Suite suite =
            Suite.start("scale", Map.of("GATEHOUSE_RESTART", "false"), "--replicas", "chat-relay=3");
    private final Client client = new Client(suite.address());
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        enough.set(true);
        clients.close();
        started.forEach(Process::destroy);
        suite.close();
    }

    private void askOn(String key, boolean stream) {
        while (!enough.get()) {
            try {
                var answer = client.send(
                        "POST", "/v1/chat/completions", key, """
                        {"model":"gatehouse/echo","stream":%s,"max_tokens":8,
                         "messages":[{"role":"user","content":"%s"}]}""".formatted(stream, "Hello there. ".repeat(10)));
                answered.incrementAndGet();
                if (answer.status() != 200 || (stream && !answer.body().endsWith("data: [DONE]\n\n"))) {
                    failures.add(answer.status() + " " + answer.body());
                }
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
        }
    }

    private void someMore(int requests) {
        int goal = answered.get() + requests;
        Eventually.within(Duration.ofSeconds(60), "more requests are answered", () -> answered.get() >= goal);
    }

    private static void terminate(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        Eventually.within(
                Duration.ofSeconds(45),
                "the replicas have ended",
                () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void noRequestFailsWhenReplicasGoFromThreeToOneToThreeToOne() {
        var key = client.newKey();
        for (int i = 0; i < CLIENTS; i++) {
            boolean stream = i % 2 == 0;
            clients.execute(() -> askOn(key, stream));
        }
        someMore(200);
        var replicas = suite.launcher().services(RELAY);
        assertThat(replicas).hasSize(3);
        var leaving = replicas.subList(0, 2);
        var recipes = leaving.stream().map(Recipe::of).toList();

        terminate(leaving);
        someMore(200);
        recipes.forEach(recipe -> started.add(recipe.start()));
        recipes.forEach(
                recipe -> suite.awaitServing("127.0.0.1:" + recipe.environment().get("GATEHOUSE_RELAY_PORT")));
        terminate(started.stream().map(Process::toHandle).toList());
        someMore(200);

        assertThat(failures).isEmpty();
    }
}

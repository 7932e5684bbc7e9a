package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each part is killed in turn under load and comes back: nothing acknowledged is lost, and no answer looks whole that is not. */
final class FaultIT {
    /** How often each is killed: {@code -Dgatehouse.fault.rounds=10} for more. */
    private static final int ROUNDS = Integer.getInteger("gatehouse.fault.rounds", 2);

    private static final int READERS = 4;
    private static final Duration BACK = Duration.ofSeconds(90);
    private static final long PACE_NANOS = 100_000_000L;
    private static final String DATABASE = "postgres";
    private static final List<String> PARTS = List.of(
            "org.gatehouse.chat.Application",
            DATABASE,
            "org.gatehouse.auth.Application",
            "org.gatehouse.catalog.Application",
            "org.gatehouse.gateway.Application",
            "org.gatehouse.vault.Application");

    /** Nobody looks at the spans of so many requests. */
    private final Suite suite = Suite.start("fault", Map.of("OTEL_TRACES_SAMPLER", "always_off"));

    private final Client client = new Client(suite.address());
    private final ExecutorService load = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean enough = new AtomicBoolean();
    /** Odd from before the edge is killed until it is back. */
    private final AtomicInteger killsOfTheEdge = new AtomicInteger();

    private final AtomicInteger served = new AtomicInteger();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Queue<Kept> acknowledged = new ConcurrentLinkedQueue<>();

    private volatile String killed = "nothing";

    /** What a client was told is kept; an empty text where it was not told so. */
    private record Kept(String email, String key, String secretId) {}

    @AfterEach
    void stop() {
        enough.set(true);
        load.close();
        suite.close();
    }

    @Test
    void whatIsKilledComesBackAndNothingAcknowledgedIsLost() {
        var key = client.newKey();
        for (int i = 0; i < READERS; i++) {
            load.execute(() -> chatOn(key));
        }
        load.execute(this::writeOn);
        for (int round = 0; round < ROUNDS; round++) {
            PARTS.forEach(this::killAndAwait);
        }
        enough.set(true);
        load.close();

        assertThat(violations).isEmpty();
        assertThat(acknowledged).isNotEmpty().allSatisfy(this::isThere);
        assertThat(mode(suite.home().resolve("logs"))).isEqualTo("rwx------");
        assertThat(logModes()).containsExactly("rw-------");
    }

    private void killAndAwait(String part) {
        killed = part;
        boolean edge = part.contains("gateway");
        if (edge) {
            killsOfTheEdge.incrementAndGet();
        }
        var victims =
                part.equals(DATABASE) ? List.of(postmaster()) : suite.launcher().services(part);
        assertThat(victims).as(part).isNotEmpty();
        victims.forEach(ProcessHandle::destroyForcibly);
        Eventually.within(BACK, part + " is back", () -> isBack(part, victims));
        int goal = served.get() + 10;
        int writes = acknowledged.size() + 1;
        Eventually.within(
                BACK,
                "work goes on after the end of " + part,
                () -> served.get() >= goal && acknowledged.size() >= writes);
        if (edge) {
            killsOfTheEdge.incrementAndGet();
        }
    }

    private boolean isBack(String part, List<ProcessHandle> victims) {
        try {
            var now = part.equals(DATABASE)
                    ? List.of(postmaster())
                    : suite.launcher().services(part);
            return now.stream().anyMatch(process -> process.isAlive() && !victims.contains(process))
                    && client.send("GET", "/health", null, null)
                            .json()
                            .path("status")
                            .asText()
                            .equals("healthy");
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private ProcessHandle postmaster() {
        try {
            var pid = Files.readAllLines(suite.home().resolve("postgres/postmaster.pid"))
                    .getFirst()
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void chatOn(String key) {
        while (!enough.get()) {
            var request =
                    client.request("POST", "/v1/chat/completions", key, """
                    {"model":"gatehouse/echo","stream":true,"max_tokens":20,
                     "messages":[{"role":"user","content":"one two three four five six seven eight"}]}""").build();
            int killsBefore = killsOfTheEdge.get();
            try {
                var answer = client.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
                judge(
                        answer.statusCode(),
                        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)),
                        killsBefore);
            } catch (IOException beforeAnyByte) {
                LockSupport.parkNanos(PACE_NANOS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A full answer, a problem or an error event; only where the edge itself was killed nobody is left to write one. */
    private void judge(int status, BufferedReader body, int killsBefore) {
        var text = new ArrayList<String>();
        var cut = false;
        try (body) {
            body.lines().forEach(text::add);
        } catch (UncheckedIOException | IOException e) {
            cut = true;
        }
        var all = String.join("\n", text).strip();
        boolean whole = status == 200 && all.endsWith("data: [DONE]");
        boolean problem = status != 200 && status != 500 && all.startsWith("{");
        boolean errorEvent = status == 200 && all.contains("data: {\"error\":{") && !all.contains("[DONE]");
        if (whole && !cut) {
            served.incrementAndGet();
        } else if (!errorEvent && (cut ? !edgeWasKilledSince(killsBefore) : !problem)) {
            violations.add(status + (cut ? " cut " : " ") + all + " while " + killed + " was away");
        }
    }

    private boolean edgeWasKilledSince(int killsBefore) {
        return killsBefore % 2 == 1 || killsOfTheEdge.get() != killsBefore;
    }

    private void writeOn() {
        while (!enough.get()) {
            try {
                acknowledged.add(write());
            } catch (RuntimeException | AssertionError notAcknowledged) {
                if (String.valueOf(notAcknowledged.getMessage()).startsWith("status 500")) {
                    violations.add(notAcknowledged.getMessage());
                }
                LockSupport.parkNanos(PACE_NANOS);
            }
            LockSupport.parkNanos(5 * PACE_NANOS);
        }
    }

    private Kept write() {
        var email = client.register();
        acknowledged.add(new Kept(email, "", ""));
        var access = client.login(email, Client.PASSWORD).access();
        var key = client.createKey(access).key();
        acknowledged.add(new Kept(email, key, ""));
        var secret = client.send(
                "POST", "/api/v1/auth/private-key", access, "{\"private_key\":\"" + "4c".repeat(32) + "\"}");
        secret.expect(secret.status() == 200 ? 200 : 201);
        return new Kept(email, key, "private-key");
    }

    private void isThere(Kept kept) {
        if (kept.key().isEmpty()) {
            client.login(kept.email(), Client.PASSWORD);
            return;
        }
        client.send("GET", "/v1/models", kept.key(), null).expect(200);
        if (!kept.secretId().isEmpty()) {
            var access = client.login(kept.email(), Client.PASSWORD).access();
            assertThat(client.send("GET", "/api/v1/auth/secrets", access, null)
                            .expect(200)
                            .body())
                    .contains("private");
        }
    }

    private List<String> logModes() {
        try (var files = Files.list(suite.home().resolve("logs"))) {
            return files.map(FaultIT::mode).distinct().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the OpenAPI document, asked by callers of every kind, with one thing in the request other than it should
 * be. {@code -Dgatehouse.fuzz.seed=N} repeats a run, {@code -Dgatehouse.fuzz.count=N} makes it longer.
 */
final class FuzzIT {
    private static final long SEED = Long.getLong("gatehouse.fuzz.seed", 12);
    private static final int COUNT = Integer.getInteger("gatehouse.fuzz.count", 1500);
    /** However slow the machine is: what is not asked by then is left out. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int SHOWN = 30;

    private final Suite suite =
            Suite.start("fuzz", Map.of("GATEHOUSE_CONFIG", unlimited().toString()));
    private final Client client = new Client(suite.address());

    /** Half of the callers fail to authenticate, and all come from one address. */
    private static Path unlimited() {
        try {
            var file = Files.createTempFile(Path.of("target"), "fuzz", ".yml").toAbsolutePath();
            return Files.writeString(file, "gatehouse:\n  authn:\n    failures-per-minute: 100000\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void noRequestBreaksAnythingOrTellsWhatIsNotTheCallers() {
        var document = ApiDocument.of(client);
        var callers = new FuzzCallers(suite, client);
        var operations = document.operations();
        var kinds = List.of(FuzzCallers.Kind.values());
        var random = new Random(SEED);
        var mutation = new FuzzMutation(random, callers.possessions().ids());
        var judge = new FuzzJudge(callers.possessions());
        var faults = new ArrayList<String>();
        var statuses = new TreeMap<Integer, Integer>();
        long end = System.nanoTime() + LONGEST.toNanos();
        int asked = 0;
        for (; asked < COUNT && System.nanoTime() < end; asked++) {
            var operation = operations.get(random.nextInt(operations.size()));
            var kind = kinds.get(random.nextInt(kinds.size()));
            var body = document.sample(operation.body());
            var text = operation.takesJson()
                    ? body.toString()
                    : operation.bodyType().isEmpty() ? "" : "token=string";
            var request = mutation.apply(FuzzRequest.of(operation, kind, text), body);
            var answer = client.send(request.to(suite.address(), callers.credential(kind)));
            statuses.merge(answer.status(), 1, Integer::sum);
            judge.faults(request, request.isAsItShouldBe(text), answer)
                    .forEach(fault -> faults.add(fault + "\n  " + request + "\n  " + shown(answer)));
            if (answer.status() < 300 && !request.method().equals("GET")) {
                callers.restore(kind);
            }
        }
        System.out.println("fuzz: seed " + SEED + ", " + asked + " requests of " + COUNT + ", answers " + statuses);

        assertThat(faults).as("with seed " + SEED).isEmpty();
        assertThat(callersAreUnharmed(callers)).isTrue();
    }

    /** What belongs to one is still there, however often others have named it. */
    private boolean callersAreUnharmed(FuzzCallers callers) {
        return client.send("GET", "/v1/models", callers.possessions().key(), null)
                        .status()
                == 200;
    }

    private static String shown(Client.Answer answer) {
        return List.of(answer.status(), answer.response().headers().map()) + " "
                + (answer.body().length() < 20 * SHOWN
                        ? answer.body()
                        : answer.body().substring(0, 20 * SHOWN));
    }
}

package org.gatehouse.deploy.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.deploy.up.LocalStack;

/** {@code ./gatehouse bench vault}: see docs/benchmarks.md for what the figures mean. */
final class VaultBench {
    static final String USAGE = """
            usage: ./gatehouse bench vault [--records 10000] [--parallel 16] [--owners 20]

              --records   secrets that are stored, released, and moved under a new master key
              --parallel  calls side by side
              --owners    users they belong to""";

    private static final int KILLS = 10;
    private static final int RELEASES_PER_SECOND = 50;

    private final int records;
    private final int parallel;
    private final PrintStream screen;
    private final Path root;
    private final Path home;

    private VaultBench(int records, int parallel, Bench.Place place) throws IOException {
        this.records = records;
        this.parallel = parallel;
        this.screen = place.screen();
        this.root = place.root();
        this.home = place.folder().resolve("home");
    }

    static boolean run(List<String> arguments, Bench.Place place) throws IOException, InterruptedException {
        var names = List.of("--records", "--parallel", "--owners");
        var values = Numbers.parse(arguments, names, "[1-9][0-9]{0,5}", 10_000, 16, 20);
        if (values.isPresent()) {
            new VaultBench(values.get()[0], values.get()[1], place).run(values.get()[2]);
        }
        return values.isPresent();
    }

    private void run(int ownerCount) throws IOException, InterruptedException {
        var settings = new TreeMap<>(System.getenv());
        settings.put("GATEHOUSE_VAULT_SECRETS_PER_OWNER", Integer.toString(records));
        settings.put("GATEHOUSE_VAULT_ROTATION_POLL", "1h"); // so that whoever rewraps can be killed
        try (var stack = LocalStack.start(root, home, settings, screen);
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            var owners = new VaultOwners(stack, http, ownerCount);
            var calls = new VaultCalls(stack.port("key-vault-service"), http, owners);
            screen.println("stored:   " + calls.store(records, parallel).text());
            screen.println("released: " + calls.release(records, parallel).text());
            rewrapUnderLoad(calls);
            rewrapKilled(calls);
        }
    }

    private void rewrapUnderLoad(VaultCalls calls) throws IOException, InterruptedException {
        vault("rotate");
        var end = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = threads.submit(
                    (Callable<VaultCalls.Outcome>) () -> calls.releaseUntil(end, RELEASES_PER_SECOND, records));
            long start = System.nanoTime();
            var output = vault("rewrap");
            double seconds = (System.nanoTime() - start) / 1e9;
            end.set(true);
            screen.println("rewrapped: %,d in %.1f s; meanwhile released: %s"
                    .formatted(
                            count(output, "(\\d+) rewrapped"),
                            seconds,
                            load.get().text()));
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException("the load could not be run", e);
        }
    }

    /** Each run is killed when it tells of its first progress, and the next one goes on from there. */
    private void rewrapKilled(VaultCalls calls) throws IOException, InterruptedException {
        var old = currentKey();
        vault("rotate");
        int killed = 0;
        while (killed < KILLS) {
            var process = command("rewrap").start();
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                var progress =
                        lines.lines().filter(line -> line.contains("to go")).findFirst();
                if (progress.isEmpty()) {
                    break;
                }
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                killed++;
            }
        }
        vault("rewrap");
        var lost = calls.release(records, parallel).errors();
        var behind = count(vault("status"), "key " + Pattern.quote(old) + ": (\\d+) records");
        screen.println("killed %d times and resumed: records lost %d, left behind %d".formatted(killed, lost, behind));
    }

    private String currentKey() throws IOException, InterruptedException {
        var found = Pattern.compile("writes now: (\\S+)").matcher(vault("status"));
        if (!found.find()) {
            throw new IOException("the vault does not tell which key writes now");
        }
        return found.group(1);
    }

    private static int count(String output, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(output);
        if (!found.find()) {
            throw new IOException("not found in the vault's answer: " + pattern);
        }
        return Integer.parseInt(found.group(1));
    }

    private String vault(String verb) throws IOException, InterruptedException {
        var process = command(verb).start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var text = output.lines().collect(Collectors.joining("\n"));
            if (process.waitFor() != 0) {
                throw new IOException("vault " + verb + " failed: " + text);
            }
            return text;
        }
    }

    private ProcessBuilder command(String verb) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), "org.gatehouse.deploy.up.VaultCommand", verb));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GATEHOUSE_HOME", home.toString());
        builder.environment().put("GATEHOUSE_ROOT", root.toString());
        return builder;
    }
}

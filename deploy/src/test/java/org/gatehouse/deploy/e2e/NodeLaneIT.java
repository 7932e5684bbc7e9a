package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The SDKs of the Node world, where Node and a registry of its packages are at hand; elsewhere the lane is skipped. */
@ExtendWith(SharedSuite.class)
final class NodeLaneIT {
    private static final String SOURCES = "/lanes/node/";

    private final Suite suite;

    NodeLaneIT(Suite suite) {
        this.suite = suite;
    }

    @Test
    void everyPackageWorksUnmodified() throws IOException, InterruptedException {
        var folder = Files.createDirectories(Path.of("target", "node-lane").toAbsolutePath());
        for (var name : List.of("package.json", "lane.mjs")) {
            copy(name, folder);
        }
        assumeTrue(run(folder, 30, "node", "--version").code() == 0, "Node is not there");
        assumeTrue(run(folder, 60, "npm", "view", "openai", "version").code() == 0, "npm reaches no registry");
        var install =
                run(folder, 180, "npm", "install", "--no-audit", "--no-fund", "--no-progress", "--prefer-offline");
        assertThat(install.code()).as(install.output()).isZero();
        var key = new Client(suite.address()).newKey();
        var lane = run(
                folder,
                120,
                "node",
                "lane.mjs",
                suite.address().toString(),
                key,
                suite.upstream().baseUrl().toString());

        assertThat(lane.code()).as(lane.output()).isZero();
        assertThat(lane.output()).contains(" passed");
    }

    private record Ran(int code, String output) {}

    private static Ran run(Path folder, int seconds, String... command) throws InterruptedException {
        try {
            var log = folder.resolve(command[0] + ".log");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            process.destroyForcibly();
            return new Ran(ended ? process.exitValue() : -1, Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Ran(-1, command[0] + " is not there: " + e.getMessage());
        }
    }

    private static void copy(String name, Path folder) throws IOException {
        try (InputStream source = NodeLaneIT.class.getResourceAsStream(SOURCES + name)) {
            if (source == null) {
                throw new IOException("no " + name);
            }
            Files.copy(source, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

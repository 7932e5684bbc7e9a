package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
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
    void everyPackageWorksUnmodified() throws IOException {
        var folder = Files.createDirectories(Path.of("target", "node-lane").toAbsolutePath());
        for (var name : List.of("package.json", "lane.mjs")) {
            copy(name, folder);
        }
        var program = Program.in(folder);
        assumeTrue(program.run(Duration.ofSeconds(30), "node", "--version").succeeded(), "Node is not there");
        assumeTrue(
                program.run(Duration.ofSeconds(60), "npm", "view", "openai", "version")
                        .succeeded(),
                "npm reaches no registry");
        var install = program.run(
                Duration.ofMinutes(3),
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--no-progress",
                "--prefer-offline");
        assertThat(install.code()).as(install.output()).isZero();
        var key = new Client(suite.address()).newKey();
        var lane = program.run(
                Duration.ofMinutes(2),
                "node",
                "lane.mjs",
                suite.address().toString(),
                key,
                suite.upstream().baseUrl().toString());

        assertThat(lane.code()).as(lane.output()).isZero();
        assertThat(lane.output()).contains(" passed");
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

package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All packages of the Node world that the lanes want, as the one lock file pins them. Where Node is missing or its registry is
 * out of reach the test that wants them is skipped; a pin that no longer resolves fails it.
 */
record NodePackages(Path folder) {
    private static final Path LANE =
            Path.of("src", "test", "resources", "lanes", "node").toAbsolutePath();
    private static final List<String> PINS = List.of("package.json", "package-lock.json", ".npmrc");
    private static final Duration INSTALL = Duration.ofMinutes(8);

    static NodePackages installed() {
        var version = Program.in(LANE).run(Duration.ofSeconds(30), "node", "--version");
        assumeTrue(version.succeeded(), "Node is not there");
        var madeOf = new StringBuilder(version.output());
        PINS.forEach(name -> madeOf.append(read(LANE.resolve(name))));
        return new NodePackages(Cache.folder("node", madeOf.toString(), NodePackages::install));
    }

    /** A lane's script where it finds the packages. */
    Path script(String name) {
        try {
            var lane = Files.createDirectories(Path.of("target", "node-lane").toAbsolutePath());
            Files.deleteIfExists(lane.resolve("node_modules"));
            Files.createSymbolicLink(lane.resolve("node_modules"), folder.resolve("node_modules"));
            return Files.copy(LANE.resolve(name), lane.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of a package. */
    String file(String path) {
        return folder.resolve("node_modules").resolve(path).toString();
    }

    /** A Node that is new enough for every package: the one that came with them, where there is one for this machine. */
    String node() {
        var arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        var own = folder.resolve("node_modules/node-linux-" + arch + "/bin/node");
        return Files.isExecutable(own) ? own.toString() : "node";
    }

    private static void install(Path folder) {
        var program = Program.in(folder);
        try {
            for (var name : PINS) {
                Files.copy(LANE.resolve(name), folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assumeTrue(
                program.run(Duration.ofSeconds(60), "npm", "view", "openai", "version")
                        .succeeded(),
                "npm reaches no registry");
        var options = List.of("--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--prefer-offline");
        var command = new ArrayList<>(List.of("npm", "install"));
        command.addAll(options);
        var made = program.run(INSTALL, command);
        assertThat(made.code()).as(made.output()).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

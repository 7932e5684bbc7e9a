package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The SDKs of the Node world, unmodified. */
@ExtendWith(SharedSuite.class)
final class NodeLaneIT {
    private static final Duration RUN = Duration.ofMinutes(4);

    private final Suite suite;

    NodeLaneIT(Suite suite) {
        this.suite = suite;
    }

    @Test
    void everyPackageWorksUnmodified() {
        run("lane.mjs");
    }

    @Test
    void everyPackageUsesToolsToTheEnd() {
        run("tools.mjs");
    }

    @Test
    void whatTheReadmeSaysWorks() throws IOException {
        var packages = NodePackages.installed();
        var readme = Files.readString(Path.of("..", "README.md"));
        var start = readme.indexOf("```javascript\n") + "```javascript\n".length();
        var lines = readme.substring(start, readme.indexOf("```", start))
                .replace("http://localhost:8080", suite.address().toString());
        var script = packages.script("lane.mjs").resolveSibling("readme.mjs");
        Files.writeString(script, lines);
        var said = Program.in(packages.folder())
                .with(Map.of("KEY", new Client(suite.address()).newKey()))
                .run(RUN, packages.node(), script.toString());

        assertThat(said.output()).isEqualTo("Hello through the gate");
    }

    private void run(String name) {
        var packages = NodePackages.installed();
        var script = packages.script(name);
        var lane = Program.in(packages.folder())
                .run(
                        RUN,
                        packages.node(),
                        script.toString(),
                        suite.address().toString(),
                        new Client(suite.address()).newKey(),
                        suite.upstream().baseUrl().toString());

        assertThat(lane.code()).as(lane.output()).isZero();
        assertThat(lane.output()).contains(" passed");
    }
}

package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A virtual environment with exactly the packages of one list of pins. Where Python is missing or its registry is out of
 * reach the test that wants it is skipped; a pin that no longer resolves fails it.
 */
record PythonEnvironment(Path folder) {
    static final Path LANE =
            Path.of("src", "test", "resources", "lanes", "python").toAbsolutePath();
    private static final Duration INSTALL = Duration.ofMinutes(5);
    private static final String FITS =
            "import sys, venv, ensurepip; print(sys.version); sys.exit(sys.version_info < (3, 11))";

    static PythonEnvironment of(String pins) {
        return of(pins, "python3");
    }

    /** Of packages that have to be compiled, for as long as that may take. */
    static PythonEnvironment built(String pins, Duration atMost) {
        return of(pins, "python3", atMost);
    }

    /** With another Python than the usual one, such as {@code <3.13}; where none is there, the test is skipped. */
    static PythonEnvironment of(String pins, String request) {
        return of(pins, request, INSTALL);
    }

    private static PythonEnvironment of(String pins, String request, Duration atMost) {
        var list = LANE.resolve("pins").resolve(pins + ".txt");
        var python = Program.in(LANE).run(Duration.ofSeconds(30), "python3", "-c", FITS);
        assumeTrue(python.succeeded(), "Python 3.11 or newer with venv is not there");
        var folder = Cache.folder(
                "python-" + pins, python.output() + request + read(list), made -> install(pins, request, atMost, made));
        return new PythonEnvironment(folder);
    }

    /** A program that was installed with a package. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** The version that is pinned of a package. */
    static String pinned(String pins, String name) {
        return read(LANE.resolve("pins").resolve(pins + ".txt"))
                .lines()
                .filter(line -> line.startsWith(name + "=="))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    private static void install(String pins, String request, Duration atMost, Path folder) {
        var list = LANE.resolve("pins").resolve(pins + ".txt");
        if (pins.equals("installer")) {
            must(INSTALL, List.of("python3", "-m", "venv", folder.toString()));
            var pip = folder.resolve("bin/python").toString();
            var made = Program.in(LANE).run(INSTALL, pip, "-m", "pip", "install", "--quiet", "-r", list.toString());
            assumeTrue(
                    made.succeeded() || !made.output().contains("from versions: none"),
                    "Python's package registry is out of reach");
            assertThat(made.code()).as(made.output()).isZero();
        } else {
            var installer = of("installer").program("uv");
            var found = Program.in(LANE).run(INSTALL, installer, "python", "find", request);
            assumeTrue(found.succeeded(), found.output());
            must(
                    INSTALL,
                    List.of(installer, "venv", "--seed", "--quiet", "--python", request, "--clear", folder.toString()));
            var python = folder.resolve("bin/python").toString();
            must(atMost, List.of(installer, "pip", "install", "--quiet", "--python", python, "-r", list.toString()));
        }
    }

    private static void must(Duration atMost, List<String> command) {
        var made = Program.in(LANE).run(atMost, command);
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

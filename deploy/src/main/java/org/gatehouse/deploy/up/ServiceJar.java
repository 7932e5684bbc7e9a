package org.gatehouse.deploy.up;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build has made of a service: its jar and the libraries beside it. */
record ServiceJar(Path jar) {

    static ServiceJar of(Service service, Path root) throws CannotStart {
        var target = root.resolve(service.artifact()).resolve("target");
        if (Files.isDirectory(target)) {
            try (var jars = Files.newDirectoryStream(target, service.artifact() + "-*.jar")) {
                for (var jar : jars) {
                    return new ServiceJar(jar);
                }
            } catch (IOException e) {
                throw new CannotStart(new Failure.HomeUnusable(target, e.toString()));
            }
        }
        throw new CannotStart(new Failure.NotBuilt(target));
    }

    /** Its jar, then the libraries in the order of their names. */
    List<Path> files() throws IOException {
        try (var libraries = Files.list(libraries())) {
            return Stream.concat(Stream.of(jar), libraries.sorted()).toList();
        }
    }

    private Path libraries() {
        return jar.resolveSibling("lib");
    }

    String classPath() {
        return jar + File.pathSeparator + libraries().resolve("*");
    }
}

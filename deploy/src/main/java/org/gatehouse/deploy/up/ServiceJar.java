package org.gatehouse.deploy.up;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    String classPath() {
        return jar + File.pathSeparator + jar.resolveSibling("lib").resolve("*");
    }
}

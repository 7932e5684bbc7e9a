package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running service: its own process, which ignores Ctrl-C so that the launcher can stop all in order. */
final class ServiceProcess extends RunningProcess {
    private final Instance instance;

    private ServiceProcess(Instance instance, Process process, Path log) {
        super(instance.name(), process, log);
        this.instance = instance;
    }

    static ServiceProcess start(Instance instance, ServiceJar jar, Map<String, String> environment, Home home)
            throws IOException {
        var log = home.log(instance.name());
        var builder = new ProcessBuilder(command(instance.service(), jar, environment, home))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ServiceProcess(instance, builder.start(), log);
    }

    private static List<String> command(Service service, ServiceJar jar, Map<String, String> environment, Home home) {
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + service.heapMib() + "m");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        var extra =
                environment.getOrDefault(service.setting("JAVA_OPTIONS"), "").strip();
        if (!extra.isEmpty()) {
            command.addAll(List.of(extra.split("\\s+", -1)));
        }
        command.add(Leftovers.marker(home.folder()));
        command.addAll(List.of("-cp", jar.classPath(), service.mainClass()));
        return command;
    }

    Instance instance() {
        return instance;
    }
}

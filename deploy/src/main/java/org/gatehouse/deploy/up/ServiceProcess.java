package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running service: its own process, which ignores Ctrl-C so that the launcher can stop all in order. */
final class ServiceProcess extends RunningProcess {
    /** What every service's JVM is told, beside its heap. */
    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Instance instance;

    private ServiceProcess(Instance instance, Process process, Path log, boolean trains) {
        super(instance.name(), process, log, trains ? TO_MAKE_A_CACHE : TO_END);
        this.instance = instance;
    }

    /** @param cache what the JVM is told of its cache */
    static ServiceProcess start(
            Instance instance, ServiceJar jar, List<String> cache, Map<String, String> environment, Home home)
            throws IOException {
        var log = home.log(instance.name());
        var builder = new ProcessBuilder(command(instance.service(), jar, cache, environment, home))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        boolean trains = options(instance.service(), environment).contains(AotCache.MAKE);
        return new ServiceProcess(instance, builder.start(), log, trains);
    }

    private static String options(Service service, Map<String, String> environment) {
        return environment.getOrDefault(service.setting("JAVA_OPTIONS"), "").strip();
    }

    private static List<String> command(
            Service service, ServiceJar jar, List<String> cache, Map<String, String> environment, Home home) {
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + service.heapMib() + "m");
        command.addAll(FLAGS);
        var extra = options(service, environment);
        if (!extra.contains("-XX:AOT")) {
            command.addAll(cache);
        }
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

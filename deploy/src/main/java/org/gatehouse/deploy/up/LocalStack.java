package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stack of {@code ./gatehouse up} as an object, for what measures it; closing it stops everything. */
public final class LocalStack implements AutoCloseable {
    private final Stack stack;
    private final Plan plan;
    private final Home home;
    private final Settings settings;
    private final Path root;

    private LocalStack(Stack stack, Plan plan, Home home, Settings settings, Path root) {
        this.stack = stack;
        this.plan = plan;
        this.home = home;
        this.settings = settings;
        this.root = root;
    }

    /** Starts it in the folder, on free ports, with further settings. */
    public static LocalStack start(Path root, Path folder, Map<String, String> given, PrintStream screen)
            throws IOException, InterruptedException {
        return start(root, folder, given, 1, screen);
    }

    /** With so many edges. */
    public static LocalStack start(Path root, Path folder, Map<String, String> given, int edges, PrintStream screen)
            throws IOException, InterruptedException {
        try {
            var environment = new TreeMap<>(given);
            for (var service : Service.values()) {
                environment.put(service.setting("PORT"), Integer.toString(Ports.free()));
                environment.put(service.setting("MANAGEMENT_PORT"), Integer.toString(Ports.free()));
            }
            var settings = new Settings(environment);
            var home = Home.open(folder);
            var stack = new Stack(home, settings, new Secrets(home.secrets(), new SecureRandom()), screen);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
            stack.clearLeftovers();
            var plan = Plan.of(new Options(Map.of(Service.GATEWAY, edges)), settings);
            stack.start(plan, root);
            return new LocalStack(stack, plan, home, settings, root);
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    /** Starts it in the folder so that each JVM which has no cache, or none that fits, makes one at its end. */
    public static LocalStack startTraining(Path root, Path folder, Map<String, String> given, PrintStream screen)
            throws IOException, InterruptedException {
        try {
            var settings = new TreeMap<>(given);
            for (var service : Service.values()) {
                var cache = AotCache.of(ServiceJar.of(service, root));
                Files.createDirectories(cache.file().getParent());
                Files.deleteIfExists(cache.trained());
                settings.merge(service.setting("JAVA_OPTIONS"), cache.make(), (own, make) -> own + " " + make);
            }
            return start(root, folder, settings, screen);
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    /** Whether caches are wanted and one is missing. */
    public static boolean wantsTraining(Path root) throws IOException {
        try {
            boolean missing = false;
            for (var service : Service.values()) {
                missing |= !AotCache.of(ServiceJar.of(service, root)).exists();
            }
            return missing && AotCache.wanted(new Settings(System.getenv()));
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    /** Takes the caches that a training run has left; how many there are. To be called after it has ended. */
    public static int takeCaches(Path root) throws IOException {
        try {
            int taken = 0;
            for (var service : Service.values()) {
                taken += AotCache.of(ServiceJar.of(service, root)).take() ? 1 : 0;
            }
            return taken;
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    public static List<String> services() {
        return Arrays.stream(Service.values()).map(Service::artifact).toList();
    }

    /** The port of the edge. */
    public int port() {
        return plan.first(Service.GATEWAY).port();
    }

    /** The ports of all edges. */
    public List<Integer> ports() {
        return plan.of(Service.GATEWAY).stream().map(Instance::port).toList();
    }

    /** The port of the first process of a service. */
    public int port(String artifact) {
        return plan.first(Service.named(artifact).orElseThrow()).port();
    }

    /** A secret that was made for this stack. */
    public String secret(String name) throws IOException {
        try {
            return Secrets.read(home.secrets().resolve(name));
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    public String administratorPassword() throws IOException {
        return secret(ServiceEnvironment.ADMIN_PASSWORD);
    }

    public Map<String, ProcessHandle> processes() {
        var processes = new TreeMap<String, ProcessHandle>();
        stack.running().forEach(service -> processes.put(service.instance().name(), service.handle()));
        return processes;
    }

    /** Starts one more process of a service, stops it again, and tells how long it took to be ready. */
    public Duration startOnceMore(String artifact, List<String> javaOptions) throws IOException, InterruptedException {
        try {
            var service = Service.named(artifact).orElseThrow();
            var name = service.setting("JAVA_OPTIONS");
            var options = settings.text(name).orElse("") + " " + String.join(" ", javaOptions);
            var process = launchBeside(service, Map.of(name, options));
            var time = quietReadiness().await(process);
            process.requestStop();
            process.awaitStop();
            return time;
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    /** One more process of a service, which runs until the stack is closed. */
    public record Beside(int port, ProcessHandle process) {}

    /** Starts one more process of a service with further settings; returns when it is ready. */
    public Beside startBeside(String artifact, Map<String, String> further) throws IOException, InterruptedException {
        try {
            var process = launchBeside(Service.named(artifact).orElseThrow(), further);
            quietReadiness().await(process);
            return new Beside(process.instance().port(), process.handle());
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    private ServiceProcess launchBeside(Service service, Map<String, String> further) throws CannotStart, IOException {
        var instance = new Instance(service, stack.running().size() + 1, Ports.free(), Ports.free());
        LogTail.begin(home.log(instance.name()));
        return stack.launch(instance, plan, root, further);
    }

    private Readiness quietReadiness() {
        return new Readiness(plan, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        stack.stop();
    }
}

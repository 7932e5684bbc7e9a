package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    private final Path root;

    private LocalStack(Stack stack, Plan plan, Home home, Path root) {
        this.stack = stack;
        this.plan = plan;
        this.home = home;
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
            return new LocalStack(stack, plan, home, root);
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
            var instance = new Instance(service, stack.running().size() + 1, Ports.free(), Ports.free());
            var process = stack.launch(instance, plan, root, javaOptions);
            var time = new Readiness(
                            plan, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .await(process);
            process.requestStop();
            process.awaitStop();
            return time;
        } catch (CannotStart e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    @Override
    public void close() {
        stack.stop();
    }
}

package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that runs: started once, stopped in the order edge, services, database, also half way through a start. */
final class Stack {
    static final String SUPERUSER_PASSWORD = "GATEHOUSE_POSTGRES_PASSWORD";

    private final Home home;
    private final Settings settings;
    private final Secrets secrets;
    private final PrintStream screen;
    private final Revival revival;
    private final List<ServiceProcess> services = new ArrayList<>();
    private @Nullable Postgres postgres;
    private @Nullable KeycloakProcess keycloak;
    private @Nullable Watchdog watchdog;
    private int databasePort;
    private volatile boolean stopping;

    Stack(Home home, Settings settings, Secrets secrets, PrintStream screen) {
        this.home = home;
        this.settings = settings;
        this.secrets = secrets;
        this.screen = screen;
        this.revival = new Revival(
                screen, !"false".equals(settings.text(Revival.SETTING).orElse("true")));
    }

    /** Stops what a killed launcher has left; before the ports are looked at. */
    void clearLeftovers() throws CannotStart, InterruptedException, IOException {
        int services = Leftovers.stop(home.folder());
        if (services > 0) {
            screen.println("Stopped " + services + " processes that an earlier start had left");
        }
        if (needsDatabase()) {
            var server = Postgres.in(home);
            server.stop();
            synchronized (this) {
                postgres = server;
            }
        }
    }

    void start(Plan plan, Path root) throws CannotStart, InterruptedException, IOException {
        MasterKeys.keep(settings, secrets, home, postgres);
        var database = startDatabase();
        watch();
        if (plan.keycloak().isPresent()) {
            launchKeycloak(plan.keycloak().get(), root);
        }
        for (var instance : plan.instances()) {
            LogTail.begin(home.log(instance.name()));
            launch(instance, plan, root, Map.of());
        }
        var readiness = new Readiness(plan, screen);
        readiness.await(running());
        var identity = keycloak;
        if (identity != null) {
            readiness.await(identity);
            for (var service : running().stream().filter(Stack::knowsTheRealm).toList()) {
                readiness.awaitRealmKeys(service);
            }
        }
        for (var edge : running().stream().filter(Stack::isEdge).toList()) {
            readiness.awaitHealthy(edge);
        }
        database.ifPresent(revival::lookAfter);
        keepRunning(plan, root, readiness);
    }

    private void keepRunning(Plan plan, Path root, Readiness readiness) {
        for (var service : running()) {
            revival.lookAfter(new ReplacedProcess<>(
                    service, () -> launch(service.instance(), plan, root, Map.of()), readiness::await));
        }
        if (keycloak != null && plan.keycloak().isPresent()) {
            var identity = plan.keycloak().get();
            revival.lookAfter(new ReplacedProcess<>(keycloak, () -> launchKeycloak(identity, root), readiness::await));
        }
    }

    private boolean needsDatabase() {
        return Service.withDatabase().stream().anyMatch(service -> !settings.has(service.setting("DB_URL")));
    }

    /** What to bring back when it ends; empty when all databases are elsewhere. */
    private Optional<Part> startDatabase() throws CannotStart, IOException, InterruptedException {
        var server = postgres;
        if (server == null) {
            return Optional.empty();
        }
        LogTail.begin(home.log("postgresql"));
        var password = superuserPassword(server);
        databasePort = settings.port("GATEHOUSE_POSTGRES_PORT", Ports.free());
        Ports.checkFree(databasePort, "GATEHOUSE_POSTGRES_PORT", "127.0.0.1");
        var process = launchDatabase(server);
        awaitDatabase(server, process);
        provision(databasePort, password);
        return Optional.of(new ReplacedProcess<>(
                process, () -> launchDatabase(server), another -> awaitDatabase(server, another)));
    }

    private synchronized PostgresProcess launchDatabase(Postgres server) throws CannotStart, IOException {
        refuseWhenStopping();
        return server.start(databasePort);
    }

    private void awaitDatabase(Postgres server, PostgresProcess process)
            throws CannotStart, IOException, InterruptedException {
        server.awaitReady(process);
        Readiness.line(screen, process.name(), process.age());
    }

    private String superuserPassword(Postgres server) throws CannotStart {
        if (server.initialised() && !secrets.holds(SUPERUSER_PASSWORD)) {
            throw new CannotStart(new Failure.DataUnusable(
                    home.data(),
                    "its passwords and keys are missing in " + home.secrets() + "; restore that folder too"));
        }
        var file = secrets.token(SUPERUSER_PASSWORD);
        if (!server.initialised()) {
            server.initialise(file);
        }
        return Secrets.read(file);
    }

    private void provision(int port, String superuserPassword) throws CannotStart {
        try (var databases = ServiceDatabases.on(port, superuserPassword)) {
            for (var service : Service.withDatabase()) {
                databases.ensure(
                        service, secret(service.setting("DB_PASSWORD")), secret(service.setting("DB_OWNER_PASSWORD")));
            }
        } catch (SQLException e) {
            throw new CannotStart(new Failure.DataUnusable(home.data(), String.valueOf(e.getMessage())));
        }
    }

    private String secret(String name) throws CannotStart {
        var given = settings.value(name);
        return given.isPresent() ? given.get() : Secrets.read(secrets.token(name));
    }

    private synchronized void watch() throws IOException {
        refuseWhenStopping();
        var server = postgres;
        watchdog = Watchdog.start(home, server == null || databasePort == 0 ? List.of() : server.stopCommand());
    }

    private synchronized KeycloakProcess launchKeycloak(KeycloakPlan plan, Path root) throws CannotStart, IOException {
        refuseWhenStopping();
        if (keycloak == null) {
            LogTail.begin(home.log(KeycloakProcess.NAME));
        }
        var process = KeycloakProcess.start(plan, home, root, secrets, settings);
        keycloak = process;
        if (watchdog != null) {
            watchdog.watch(process);
        }
        return process;
    }

    /** Starts one process, with further settings; in the place of the one before it, when there was one. */
    synchronized ServiceProcess launch(Instance instance, Plan plan, Path root, Map<String, String> further)
            throws CannotStart, IOException {
        refuseWhenStopping();
        var jar = ServiceJar.of(instance.service(), root);
        var environment = new ServiceEnvironment(settings, secrets, plan).of(instance, databasePort);
        environment.putAll(further);
        var cache = AotCache.wanted(settings) ? AotCache.of(jar).use() : List.<String>of();
        var service = ServiceProcess.start(instance, jar, cache, environment, home);
        services.removeIf(before -> before.instance().equals(instance));
        services.add(service);
        if (watchdog != null) {
            watchdog.watch(service);
        }
        return service;
    }

    synchronized List<ServiceProcess> running() {
        return List.copyOf(services);
    }

    private synchronized void refuseWhenStopping() throws IOException {
        if (stopping) {
            throw new IOException("stopping");
        }
    }

    /** Without the lock: those who ask must not wait for the stop to end. */
    boolean stopping() {
        return stopping;
    }

    /** Stops everything in order; returns when nothing runs any more. */
    synchronized void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        revival.end();
        try {
            stopAll(services.stream().filter(Stack::isEdge).toList());
            stopAll(services.stream().filter(service -> !isEdge(service)).toList());
            if (keycloak != null) {
                stopAll(List.of(keycloak));
            }
            if (postgres != null) {
                postgres.stop();
            }
            if (watchdog != null) {
                watchdog.dismiss();
            }
            home.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean knowsTheRealm(ServiceProcess process) {
        return isEdge(process) || process.instance().service() == Service.AUTH;
    }

    private static boolean isEdge(ServiceProcess process) {
        return process.instance().service() == Service.GATEWAY;
    }

    private static void stopAll(List<? extends RunningProcess> processes) {
        processes.forEach(RunningProcess::requestStop);
        for (var process : processes) {
            try {
                process.awaitStop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

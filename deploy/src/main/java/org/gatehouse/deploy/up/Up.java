package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** {@code ./gatehouse up}: starts the stack, stays until it is told to stop, and leaves nothing running. */
final class Up {
    private final Settings settings;
    private final PrintStream screen;

    private Up(Settings settings, PrintStream screen) {
        this.settings = settings;
        this.screen = screen;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var up = new Up(new Settings(System.getenv()), System.out);
        if (!up.run(List.of(arguments))) {
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private boolean run(List<String> arguments) throws InterruptedException {
        try {
            var options = Options.parse(arguments);
            var root = Path.of(settings.text("GATEHOUSE_ROOT").orElse(""))
                    .toAbsolutePath()
                    .normalize();
            var home = Home.open(Home.folder(settings));
            var stack = new Stack(home, settings, new Secrets(home.secrets(), new SecureRandom()), screen);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
            return start(stack, options, root, home);
        } catch (CannotStart e) {
            screen.println("gatehouse: " + e.failure().message());
            return false;
        }
    }

    private boolean start(Stack stack, Options options, Path root, Home home) throws CannotStart, InterruptedException {
        try {
            screen.println("Starting in " + home.folder());
            stack.clearLeftovers();
            var plan = Plan.of(options, settings);
            stack.start(plan, root);
            var welcome = new Welcome(home, settings, screen, options.detached());
            plan.keycloak().ifPresent(welcome::showKeycloak);
            welcome.show("http://localhost:" + plan.first(Service.GATEWAY).port());
            return true;
        } catch (CannotStart e) {
            if (stack.stopping()) {
                return true;
            }
            throw e;
        } catch (IOException e) {
            if (stack.stopping()) {
                return true;
            }
            throw new CannotStart(new Failure.HomeUnusable(home.folder(), e.toString()));
        }
    }

    private void stop(Stack stack) {
        screen.println("Stopping");
        stack.stop();
        screen.println("Stopped");
    }
}

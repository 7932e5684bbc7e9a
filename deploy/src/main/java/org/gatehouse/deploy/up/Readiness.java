package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Waits until every service says on its management port that it is ready, and tells of each. */
final class Readiness {
    private static final Duration PACE = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Plan plan;
    private final PrintStream screen;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    Readiness(Plan plan, PrintStream screen) {
        this.plan = plan;
        this.screen = screen;
    }

    static void line(PrintStream screen, String name, Duration time) {
        screen.println(String.format(Locale.ROOT, "  %-24s ready in %.1f s", name, time.toMillis() / 1000.0));
    }

    void await(List<ServiceProcess> services) throws CannotStart, InterruptedException {
        var waiting = new ArrayList<>(services);
        while (!waiting.isEmpty()) {
            for (var service : List.copyOf(waiting)) {
                if (ready(service)) {
                    waiting.remove(service);
                    line(screen, service.instance().name(), service.age());
                }
            }
        }
    }

    /** Waits until the edge itself finds the whole suite healthy: from then on the first request works. */
    void awaitHealthy(ServiceProcess edge) throws CannotStart, InterruptedException {
        var health = URI.create("http://127.0.0.1:" + edge.instance().port() + "/health");
        while (!body(health).contains("\"status\":\"healthy\",\"services\"")) {
            if (edge.endsWithin(PACE)) {
                throw new CannotStart(edge.death());
            }
            if (edge.age().compareTo(PATIENCE) > 0) {
                throw new CannotStart(edge.tooSlow());
            }
        }
    }

    private String body(URI uri) throws InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return "";
        }
    }

    /** How long the one took. */
    Duration await(ServiceProcess service) throws CannotStart, InterruptedException {
        await(List.of(service));
        return service.age();
    }

    private boolean ready(ServiceProcess service) throws CannotStart, InterruptedException {
        if (service.endsWithin(PACE)) {
            throw new CannotStart(service.death());
        }
        if (answers(service.instance())) {
            return true;
        }
        if (service.age().compareTo(PATIENCE) > 0) {
            throw new CannotStart(service.tooSlow());
        }
        return false;
    }

    private boolean answers(Instance instance) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(plan.readiness(instance)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}

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
import java.util.regex.Pattern;

/** Waits until every service says on its management port that it is ready, and tells of each. */
final class Readiness {
    private static final Duration PACE = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Pattern UP = Pattern.compile("\"status\":\"UP\"");
    private static final Pattern HEALTHY = Pattern.compile("\"status\":\"healthy\",\"services\"");
    private static final Pattern REALM = Pattern.compile("\"issuer\"");
    private static final Pattern REALM_KEYS = Pattern.compile("(?m)^gatehouse_realm_keys\\S* [1-9]");

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
                if (says(service, plan.readiness(service.instance()), UP)) {
                    waiting.remove(service);
                    line(screen, service.instance().name(), service.age());
                }
            }
        }
    }

    /** Waits until the edge itself finds the whole suite healthy: from then on the first request works. */
    void awaitHealthy(ServiceProcess edge) throws CannotStart, InterruptedException {
        var health = plan.health(edge.instance());
        boolean healthy;
        do {
            healthy = says(edge, health, HEALTHY);
        } while (!healthy);
    }

    /** Waits until the realm can be asked for. */
    void await(KeycloakProcess keycloak) throws CannotStart, InterruptedException {
        boolean ready;
        do {
            ready = says(keycloak, keycloak.readiness(), REALM);
        } while (!ready);
        line(screen, "Keycloak", keycloak.age());
    }

    /** Waits until the service can verify the realm's tokens: from then on none of them is told to come again later. */
    void awaitRealmKeys(ServiceProcess service) throws CannotStart, InterruptedException {
        var metrics = plan.metrics(service.instance());
        boolean known;
        do {
            known = says(service, metrics, REALM_KEYS);
        } while (!known);
    }

    /** How long the one took. */
    Duration await(ServiceProcess service) throws CannotStart, InterruptedException {
        await(List.of(service));
        return service.age();
    }

    private boolean says(RunningProcess service, String address, Pattern expected)
            throws CannotStart, InterruptedException {
        if (service.endsWithin(PACE)) {
            throw new CannotStart(service.death());
        }
        if (answers(address, expected)) {
            return true;
        }
        if (service.age().compareTo(PATIENCE) > 0) {
            throw new CannotStart(service.tooSlow());
        }
        return false;
    }

    private boolean answers(String address, Pattern expected) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && expected.matcher(answer.body()).find();
        } catch (IOException notYet) {
            return false;
        }
    }
}

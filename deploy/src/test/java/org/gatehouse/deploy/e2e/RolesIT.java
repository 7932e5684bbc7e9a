package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation that the OpenAPI documents name, called with every role: at the edge, and at its service behind it. */
@ExtendWith(SharedSuite.class)
final class RolesIT {
    private static final Path TABLE =
            Path.of("../docs/roles.md").toAbsolutePath().normalize();
    private static final Set<String> CALLED = Set.of("get", "post", "put", "patch", "delete");
    private static final Map<String, String> PORTS = Map.of(
            "auth-service", "AUTH",
            "key-vault-service", "VAULT",
            "model-catalog-service", "CATALOG",
            "chat-relay-service", "RELAY");
    /** Whether a caller can satisfy it depends on more than the role: these refuse a role that may pass, each with a word why. */
    private static final Set<String> CONDITIONAL = Set.of("POST /api/v1/auth/mfa/verify");

    private final Suite suite;
    private final Client client;
    private final Staff staff;

    RolesIT(Suite suite) {
        this.suite = suite;
        this.client = new Client(suite.address());
        this.staff = new Staff(suite);
        Eventually.within(Duration.ofSeconds(10), "the documents of all services are joined", this::complete);
    }

    private boolean complete() {
        var paths = client.send("GET", "/openapi.json", null, null)
                .expect(200)
                .json()
                .path("paths");
        return List.of("/api/v1/auth/login", "/api/v1/auth/private-key", "/v1/models", "/v1/chat/completions").stream()
                .allMatch(paths::has);
    }

    @Test
    void theTableInTheDocumentationIsWhatTheRoutesSay() throws IOException {
        var table = operations().stream().map(RoleRow::line).collect(Collectors.joining("\n"));

        assertThat(Files.readString(TABLE)).contains(table);
    }

    /** T58 of the threat model. */
    @Test
    void everyRouteLetsInTheRolesOfTheTableAndNoOther() {
        var wrong = new ArrayList<String>();
        callers()
                .forEach((role, token) -> operations().stream()
                        .map(row -> fault(row, role, call(client, row, token)))
                        .filter(fault -> !fault.isEmpty())
                        .forEach(wrong::add));

        assertThat(wrong).isEmpty();
    }

    /** T35 and T58 of the threat model, for whoever comes past the edge. */
    @Test
    void everyServiceAsksTheSameAgain() {
        var wrong = new ArrayList<String>();
        var edge = new HashMap<String, String>();
        PORTS.keySet().forEach(service -> edge.put(service, suite.edgeToken(service)));
        callers()
                .forEach((role, token) -> operations().stream()
                        .filter(row -> PORTS.containsKey(row.service()))
                        .map(row -> fault(
                                row,
                                role,
                                call(behindTheEdge(row.service(), edge.getOrDefault(row.service(), "")), row, token)))
                        .filter(fault -> !fault.isEmpty())
                        .forEach(wrong::add));

        assertThat(wrong).isEmpty();
    }

    /** A token for each role, the empty one for nobody. */
    private Map<String, String> callers() {
        var callers = new LinkedHashMap<String, String>();
        callers.put(RoleRow.NOBODY, "");
        callers.put(RoleRow.GUEST, staff.tokenOf("guest"));
        callers.put(RoleRow.USER, staff.tokenOf("user"));
        callers.put(RoleRow.ADMIN, staff.tokenOfTrustedAdministrator());
        callers.put(RoleRow.STEPPED_UP, staff.steppedUpAdministrator());
        return callers;
    }

    private Client behindTheEdge(String service, String edgeToken) {
        var port = suite.environment().get("GATEHOUSE_" + PORTS.get(service) + "_PORT");
        return new Client(URI.create("http://127.0.0.1:" + port), edgeToken);
    }

    /** T35: a user's token opens nothing where the edge's is missing, or another service's stands in its place. */
    @Test
    void noServiceTakesAUsersTokenPastTheEdge() {
        var wrong = new ArrayList<String>();
        var administrator = staff.steppedUpAdministrator();
        operations().stream()
                .filter(row -> PORTS.containsKey(row.service()))
                .filter(row -> row.verdict(RoleRow.NOBODY) != RoleRow.Verdict.PASSES)
                .forEach(row -> List.of("", suite.edgeToken("gateway-service"), "x.y.z")
                        .forEach(edge -> {
                            var answer = call(behindTheEdge(row.service(), edge), row, administrator);
                            if (answer.status() != 401) {
                                wrong.add(row.method() + " " + row.path() + ": " + answer.status());
                            }
                        }));

        assertThat(wrong).isEmpty();
    }

    /** With a body that nothing can be made of, so that whoever is let in changes nothing. */
    private static Client.Answer call(Client target, RoleRow row, String token) {
        var path = row.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        var body = row.method().equals("GET") || row.method().equals("DELETE") ? null : "[]";
        var request = target.request(row.method(), path, token.isEmpty() ? null : token, body);
        if (path.endsWith(
                "/audio/transcriptions")) { // what has the wrong type is told so before anybody is asked who they are
            request.setHeader("content-type", "multipart/form-data; boundary=none");
        }
        return target.send(request.build());
    }

    private static String fault(RoleRow row, String role, Client.Answer answer) {
        var refusal = answer.status() == 401 || answer.status() == 403;
        var stepUp = answer.header("www-authenticate").contains("insufficient_user_authentication");
        var as = switch (row.verdict(role)) {
            case PASSES -> !refusal || CONDITIONAL.contains(row.method() + " " + row.path());
            case UNAUTHENTICATED -> answer.status() == 401 && !stepUp;
            case FORBIDDEN -> answer.status() == 403;
            case STEP_UP -> answer.status() == 401 && stepUp;
        };
        return as ? "" : "%s %s as %s: %d %s".formatted(row.method(), row.path(), role, answer.status(), answer.body());
    }

    private List<RoleRow> operations() {
        var routes = client.send("GET", "/admin/edge/routes", staff.administrator(), null)
                .expect(200)
                .json()
                .path("data");
        var rows = new ArrayList<RoleRow>();
        client.send("GET", "/openapi.json", null, null)
                .expect(200)
                .json()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> CALLED.contains(operation.getKey()))
                        .forEach(operation ->
                                row(routes, operation.getKey(), path.getKey()).ifPresent(rows::add)));
        rows.sort(null);
        return rows;
    }

    private static Optional<RoleRow> row(JsonNode routes, String method, String path) {
        var verb = method.toUpperCase(Locale.ROOT);
        return routes.valueStream()
                .filter(route -> route.path("methods")
                        .valueStream()
                        .anyMatch(each -> each.asText().equals(verb)))
                .flatMap(route -> route.path("paths")
                        .valueStream()
                        .filter(pattern -> RoleRow.matches(pattern.asText(), path))
                        .map(pattern -> new RoleRow(
                                verb,
                                path,
                                route.path("service").asText(),
                                route.path("access").asText(),
                                pattern.asText())))
                .min(Comparator.comparingInt(RoleRow::vagueness));
    }
}

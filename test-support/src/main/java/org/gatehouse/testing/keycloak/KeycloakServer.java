package org.gatehouse.testing.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A real Keycloak with the suite's realm and its development user, one for all tests of a module: started with the first
 * that asks, on free ports and an empty data folder, and ended with the tests. The module's build puts the distribution
 * into {@code target/keycloak}.
 */
public final class KeycloakServer {

    private static final Path DEPLOY =
            Path.of("../deploy/keycloak").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PACE = Duration.ofMillis(200);

    private final Process process;
    private final Path log;
    private final int port;
    private final String clientSecret = secret();
    private final String administratorPassword = secret();

    private KeycloakServer() {
        try {
            var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "keycloak")), "run");
            var imports = Files.createDirectories(folder.resolve("data/import"));
            for (var file : List.of("gatehouse-realm.json", "development/gatehouse-users-0.json")) {
                var source = DEPLOY.resolve(file);
                Files.copy(source, imports.resolve(source.getFileName()));
            }
            port = freePort();
            log = folder.resolve("keycloak.log");
            process = start(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-keycloak"));
    }

    /** Running and ready. */
    public static KeycloakServer shared() {
        Shared.SERVER.awaitReady();
        return Shared.SERVER;
    }

    /** Starts it without waiting, for what can be done meanwhile. */
    public static KeycloakServer starting() {
        return Shared.SERVER;
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** The exact {@code iss} of the realm's tokens. */
    public String issuer() {
        return address() + "/realms/gatehouse";
    }

    public String clientSecret() {
        return clientSecret;
    }

    /** Of the user {@code admin} of the realm {@code master}. */
    public String administratorPassword() {
        return administratorPassword;
    }

    /** What a Micronaut context needs to take this realm for its second issuer. */
    public Map<String, Object> properties() {
        return Map.of(
                "gatehouse.keycloak.url",
                issuer(),
                "gatehouse.keycloak.client-secret",
                clientSecret,
                "gatehouse.keycloak.roles",
                "realm/user=user,realm/admin=admin");
    }

    private Process start(Path folder) throws IOException {
        var zip =
                Path.of("target/keycloak").resolve("keycloak-quarkus-dist.zip").toAbsolutePath();
        var command = new ArrayList<>(List.of("bash", DEPLOY.resolve("start").toString(), zip.toString()));
        command.add(folder.toAbsolutePath().toString());
        command.add("--http-host=127.0.0.1");
        command.add("--http-port=" + port);
        command.add("--http-management-host=127.0.0.1");
        command.add("--http-management-port=" + freePort());
        command.add("--hostname=" + address());
        // Nothing outlives the tests, so nothing need be written.
        command.add("--db-url=jdbc:h2:mem:keycloak;NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=-1");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("GATEHOUSE_KEYCLOAK_CLIENT_SECRET", clientSecret);
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", administratorPassword);
        return builder.start();
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!answers(http)) {
                if (process.waitFor(PACE.toMillis(), TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    stop();
                    throw new IllegalStateException("Keycloak did not start; its log: " + Files.readString(log));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static String secret() {
        return UUID.randomUUID() + "-" + UUID.randomUUID();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class Shared {
        private static final KeycloakServer SERVER = new KeycloakServer();
    }
}

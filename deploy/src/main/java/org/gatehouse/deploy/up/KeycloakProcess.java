package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Keycloak with the suite's realm, whose data survives restarts. */
final class KeycloakProcess extends RunningProcess {
    static final String NAME = "keycloak";
    static final String ADMIN_PASSWORD = "KEYCLOAK_ADMIN_PASSWORD";
    /** In its command line, so that a killed launcher's is found again. */
    static final String MARK = "-Dgatehouse.part=keycloak";

    private static final String TEST_USERS = "gatehouse-users-0.json";

    private final KeycloakPlan plan;

    private KeycloakProcess(KeycloakPlan plan, Process process, Path log) {
        super(NAME, process, log);
        this.plan = plan;
    }

    static KeycloakProcess start(KeycloakPlan plan, Home home, Path root, Secrets secrets, Settings settings)
            throws CannotStart, IOException {
        var zip = root.resolve("deploy/target/keycloak/keycloak-quarkus-dist.zip");
        if (!Files.isRegularFile(zip)) {
            throw new CannotStart(new Failure.KeycloakMissing(zip));
        }
        var folder = home.folder().resolve(NAME);
        var realms = root.resolve("deploy/keycloak");
        place(realms, folder, plan.withTestUser());
        var log = home.log(NAME);
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(List.of("bash", realms.resolve("start").toString(), zip.toString(), folder.toString()));
        command.addAll(List.of(Leftovers.marker(home.folder()), MARK));
        command.addAll(plan.options());
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        environment(builder.environment(), secrets, settings);
        builder.environment().put("GATEHOUSE_ISSUER", plan.edge());
        builder.environment().put("GATEHOUSE_AUTH_URL", plan.authService());
        return new KeycloakProcess(plan, builder.start(), log);
    }

    private static void environment(Map<String, String> environment, Secrets secrets, Settings settings)
            throws CannotStart {
        var own = List.of("PATH", "HOME", "TMPDIR", "LANG", "XDG_CACHE_HOME");
        environment.keySet().retainAll(own);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", Secrets.read(secrets.password(ADMIN_PASSWORD)));
        environment.put(KeycloakPlan.CLIENT_SECRET, KeycloakPlan.clientSecret(secrets, settings));
    }

    /** What is imported while the realm does not exist. */
    private static void place(Path realms, Path folder, boolean withTestUser) throws IOException {
        var imports = Files.createDirectories(folder.resolve("data/import"));
        Files.copy(
                realms.resolve("gatehouse-realm.json"),
                imports.resolve("gatehouse-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(imports.resolve(TEST_USERS));
        if (withTestUser) {
            Files.copy(realms.resolve("development").resolve(TEST_USERS), imports.resolve(TEST_USERS));
        }
    }

    /** Answers once the realm is there. */
    String readiness() {
        return plan.internalIssuer() + "/.well-known/openid-configuration";
    }
}

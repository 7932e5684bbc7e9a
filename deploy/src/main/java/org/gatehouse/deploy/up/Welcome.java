package org.gatehouse.deploy.up;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The last words of a start: the address, the first administrator and three commands that work as they stand. */
final class Welcome {
    private final Home home;
    private final Settings settings;
    private final PrintStream screen;
    private final boolean detached;

    Welcome(Home home, Settings settings, PrintStream screen, boolean detached) {
        this.detached = detached;
        this.home = home;
        this.settings = settings;
        this.screen = screen;
    }

    /** Where the realm's users are kept, and whom everybody can log in as. */
    void showKeycloak(KeycloakPlan keycloak) {
        screen.println("Keycloak:        " + keycloak.address() + "/admin, user admin, password in "
                + home.secrets().resolve(KeycloakProcess.ADMIN_PASSWORD));
        if (keycloak.withTestUser()) {
            screen.println("                 testuser / testpassword, for development only");
        }
    }

    void show(String address) throws CannotStart, IOException {
        var email = settings.text(ServiceEnvironment.ADMIN_EMAIL).orElse(ServiceEnvironment.DEFAULT_ADMIN);
        var file = settings.text(ServiceEnvironment.ADMIN_PASSWORD + "_FILE")
                .orElse(home.secrets()
                        .resolve(ServiceEnvironment.ADMIN_PASSWORD)
                        .toString());
        var given = settings.text(ServiceEnvironment.ADMIN_PASSWORD).isPresent();
        screen.println();
        screen.println("Gatehouse is up: " + address + " (API), " + address + "/docs (documentation)");
        screen.println("Administrator:   " + email + ", password " + password(given, file));
        screen.println("Try:");
        screen.println(commands(address, email, given ? "$GATEHOUSE_ADMIN_PASSWORD" : "$(cat '" + file + "')"));
        screen.println("Stop with " + (detached ? "./gatehouse down" : "Ctrl-C") + "; logs are in "
                + home.log("x").getParent());
        screen.flush();
    }

    private String password(boolean given, String file) throws CannotStart, IOException {
        if (given) {
            return "as set in " + ServiceEnvironment.ADMIN_PASSWORD;
        }
        if (detached || settings.has(ServiceEnvironment.ADMIN_PASSWORD) || Files.exists(home.administratorShown())) {
            return "in " + file;
        }
        Files.createFile(home.administratorShown());
        return Secrets.read(Path.of(file)) + " (shown this once; kept in " + file + ")";
    }

    static String commands(String address, String email, String password) {
        return """
              TOKEN=$(curl -s %1$s/api/v1/auth/login -H 'content-type: application/json' -d "{\\"email\\":\\"%2$s\\",\\"password\\":\\"%3$s\\"}" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
              KEY=$(curl -s %1$s/api/v1/auth/keys -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"name":"first"}' | sed 's/.*"key":"\\([^"]*\\)".*/\\1/')
              curl -sN %1$s/v1/chat/completions -H "authorization: Bearer $KEY" -H 'content-type: application/json' -d '{"model":"gatehouse/echo","stream":true,"messages":[{"role":"user","content":"Hello from the gatehouse"}]}'""".formatted(address, email, password).indent(2).stripTrailing();
    }
}

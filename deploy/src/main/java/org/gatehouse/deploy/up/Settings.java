package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment of the launcher; a setting X may also be given as the path of a file in X_FILE. */
record Settings(Map<String, String> environment) {

    Settings {
        environment = Map.copyOf(environment);
    }

    boolean has(String name) {
        return text(name).isPresent() || text(name + "_FILE").isPresent();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The value of a setting, read from its file when only that is given. */
    Optional<String> value(String name) throws CannotStart {
        var direct = text(name);
        var file = text(name + "_FILE");
        if (direct.isPresent() || file.isEmpty()) {
            return direct;
        }
        try {
            return Optional.of(Files.readString(Path.of(file.get())).strip());
        } catch (IOException e) {
            throw new CannotStart(new Failure.BadSetting(name + "_FILE", "cannot be read: " + file.get()));
        }
    }

    int port(String name, int otherwise) throws CannotStart {
        var given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (given.get().matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(given.get());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new CannotStart(new Failure.BadSetting(name, "must be a port from 1 to 65535, not " + given.get()));
    }

    /** Whether nobody but this machine reaches the suite. */
    boolean onLoopback() {
        return loopback().equals("localhost")
                || (loopback().startsWith("127.")
                        && text("GATEHOUSE_BIND_ADDRESS")
                                .filter("0.0.0.0"::equals)
                                .isEmpty())
                || loopback().equals("::1");
    }

    /** Where this machine reaches what binds to the configured address. */
    String loopback() {
        return text("GATEHOUSE_BIND_ADDRESS")
                .filter(address -> !address.equals("0.0.0.0"))
                .orElse("127.0.0.1");
    }
}

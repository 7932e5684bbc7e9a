package org.gatehouse.deploy.up;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of {@code ./gatehouse up}.
 *
 * @param detached what it prints goes into a file, so no secret may be in it
 */
record Options(Map<Service, Integer> replicas, Identity identity, boolean detached) {
    static final String USAGE =
            "./gatehouse up [--replicas chat-relay=3] [--keycloak | --keycloak-dev-user] [--detach]";

    private static final int MOST_REPLICAS = 16;

    Options {
        replicas = Map.copyOf(replicas);
    }

    Options(Map<Service, Integer> replicas) {
        this(replicas, Identity.LOCAL, false);
    }

    /** Whether a Keycloak is started, and with whom in it. */
    enum Identity {
        LOCAL,
        KEYCLOAK,
        /** With the development user, whose password everybody knows. */
        KEYCLOAK_WITH_TEST_USER
    }

    static Options parse(List<String> arguments) throws CannotStart {
        var replicas = new EnumMap<Service, Integer>(Service.class);
        var identity = Identity.LOCAL;
        boolean detached = false;
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.startsWith("--replicas=")) {
                addReplicas(replicas, argument.substring("--replicas=".length()));
            } else if (argument.equals("--replicas") && i + 1 < arguments.size()) {
                addReplicas(replicas, arguments.get(++i));
            } else if (argument.equals("--keycloak-dev-user")) {
                identity = Identity.KEYCLOAK_WITH_TEST_USER;
            } else if (argument.equals("--keycloak")) {
                identity = identity == Identity.LOCAL ? Identity.KEYCLOAK : identity;
            } else if (argument.equals("--detach")) {
                detached = true;
            } else {
                throw new CannotStart(new Failure.BadOption("unknown option " + argument));
            }
        }
        return new Options(replicas, identity, detached);
    }

    int replicasOf(Service service) {
        return replicas.getOrDefault(service, 1);
    }

    private static void addReplicas(Map<Service, Integer> replicas, String list) throws CannotStart {
        for (var item : list.split(",", -1)) {
            int equals = item.indexOf('=');
            var service = Service.named(equals < 0 ? item : item.substring(0, equals));
            if (service.isEmpty() || !service.get().replicable()) {
                throw new CannotStart(
                        new Failure.BadOption("--replicas takes chat-relay, key-vault or model-catalog, not " + item));
            }
            replicas.put(service.get(), count(item, item.substring(equals + 1)));
        }
    }

    private static int count(String item, String digits) throws CannotStart {
        if (digits.matches("[0-9]{1,2}")) {
            int count = Integer.parseInt(digits);
            if (count >= 1 && count <= MOST_REPLICAS) {
                return count;
            }
        }
        throw new CannotStart(new Failure.BadOption("--replicas takes 1 to " + MOST_REPLICAS + ", not " + item));
    }
}

package org.gatehouse.deploy.up;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that seal what is stored: made before there are data, and never where there are. */
final class MasterKeys {
    private static final List<Service> OWNERS = List.of(Service.AUTH, Service.VAULT);

    private MasterKeys() {}

    static void keep(Settings settings, Secrets secrets, Home home, @Nullable Postgres server) throws CannotStart {
        for (var owner : OWNERS) {
            var name = owner.setting("MASTER_KEYS");
            if (settings.has(name) || secrets.holds(name)) {
                continue;
            }
            if (hasData(owner, settings, secrets, server)) {
                throw new CannotStart(
                        new Failure.SecretLost(name, home.secrets().resolve(name)));
            }
            secrets.masterKeys(name);
        }
    }

    /** A database elsewhere has data as soon as a start here has come so far as to make what comes after the keys. */
    private static boolean hasData(Service owner, Settings settings, Secrets secrets, @Nullable Postgres server) {
        if (server == null || settings.has(owner.setting("DB_URL"))) {
            return secrets.holds(owner.setting("CLIENT_SECRET"));
        }
        return server.initialised();
    }
}

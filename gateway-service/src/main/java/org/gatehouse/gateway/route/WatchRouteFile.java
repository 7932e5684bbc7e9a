package org.gatehouse.gateway.route;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the file of routes has changed, by its content: a mounted file changes by links that swap, and its time
 * tells nothing. A change is taken when it is found a second time: what is being written just now may be half of it.
 */
@Singleton
final class WatchRouteFile {

    private static final Logger LOG = LoggerFactory.getLogger(WatchRouteFile.class);

    private final Routes routes;
    private final ReadRoutes read;
    private byte[] seen;
    private byte[] changed;

    WatchRouteFile(Routes routes, ReadRoutes read) {
        this.routes = routes;
        this.read = read;
        this.seen = content();
        this.changed = seen;
    }

    @Scheduled(fixedDelay = "${gatehouse.edge.route-file-poll}")
    void look() {
        var now = content();
        boolean settled = Arrays.equals(now, changed);
        changed = now;
        if (settled && !Arrays.equals(now, seen)) {
            seen = now;
            switch (routes.reload()) {
                case Routes.Reloaded.Swapped(var count) -> LOG.info("Routes swapped: {} now", count);
                case Routes.Reloaded.Refused(var reasons) ->
                    LOG.error("Routes refused, the old ones stay: {}", String.join("; ", reasons));
            }
        }
    }

    private byte[] content() {
        var file = read.file();
        if (file.isEmpty()) {
            return new byte[0];
        }
        try {
            return Files.readAllBytes(file.get().path());
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file.get().path(), e);
            return new byte[0];
        }
    }
}

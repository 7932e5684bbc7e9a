package org.gatehouse.gateway.route;

import java.util.Optional;
import java.util.Set;

/**
 * What the edge says with a route's answers.
 *
 * @param corsOrigins the pages that may read them in a browser, each exactly as the browser names it
 * @param cacheControl for answers of the service that have none
 */
public record Answers(Set<String> corsOrigins, Optional<String> cacheControl) {

    public Answers {
        corsOrigins = Set.copyOf(corsOrigins);
    }
}

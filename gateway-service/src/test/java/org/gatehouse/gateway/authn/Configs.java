package org.gatehouse.gateway.authn;

import java.time.Duration;

/** Configuration for tests without a context. */
final class Configs {

    private Configs() {}

    static AuthnConfig authn(int failuresPerMinute) {
        return new AuthnConfig(
                100,
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                8,
                Duration.ofSeconds(3),
                failuresPerMinute,
                100);
    }
}

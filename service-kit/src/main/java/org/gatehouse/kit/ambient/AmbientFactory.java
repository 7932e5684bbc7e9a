package org.gatehouse.kit.ambient;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;

/** Time, randomness and ids as beans; a test that brings its own replaces them. */
@Factory
final class AmbientFactory {

    @Singleton
    @Requires(missingBeans = InstantSource.class)
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    @Singleton
    @Requires(missingBeans = SecureRandom.class)
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Singleton
    @Requires(missingBeans = IdSource.class)
    IdSource ids(InstantSource clock, SecureRandom random) {
        return new TimeOrderedIds(clock, random);
    }
}

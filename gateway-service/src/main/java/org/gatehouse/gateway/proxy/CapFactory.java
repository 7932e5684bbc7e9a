package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.gatehouse.gateway.overload.ConnectionCap;

/** The one count of all connections. */
@Factory
final class CapFactory {

    @Singleton
    ConnectionCap cap(EdgeConfig config) {
        return new ConnectionCap(config.connectionsPerAddress(), config.connectionsFromLoopback());
    }
}

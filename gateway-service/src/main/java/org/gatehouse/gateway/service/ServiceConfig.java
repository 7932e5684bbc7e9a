package org.gatehouse.gateway.service;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service, {@code gatehouse.services.<name>}.
 *
 * @param url one or more base addresses; a host name stands for all its addresses
 * @param healthUrl its readiness, on its management port: one for each of several addresses, in their order, or one
 *     whose host name stands for all replicas as that of the address does
 */
@EachProperty("gatehouse.services")
record ServiceConfig(
        @Parameter String name,
        @Nullable List<URI> url,
        @Nullable List<URI> healthUrl) {}

package org.gatehouse.gateway.tunnel;

import java.time.Duration;

/**
 * What a tunnel is held to.
 *
 * @param idle silence in both directions
 * @param writeStall how long either side may take nothing of what is ready for it
 */
public record Terms(Duration idle, Duration writeStall, Lease lease) {}

package org.gatehouse.gateway.tunnel;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a tunnel may last: no longer than the credential that opened it.
 *
 * @param left until it expires
 * @param revoked whether it has been revoked meanwhile; asked from any thread
 */
public record Lease(Duration left, BooleanSupplier revoked) {

    /** Of a tunnel that anybody may open. */
    public static final Lease UNLIMITED = new Lease(Duration.ofDays(365), () -> false);
}

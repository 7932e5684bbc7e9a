package org.gatehouse.gateway.proxy;

import org.gatehouse.kit.trace.Tracing;

/** Traces of exchanges for tests elsewhere. */
public final class Traces {

    private Traces() {}

    public static ExchangeTrace fresh() {
        return new ExchangeTrace(Tracing.OFF, Tracing.OFF.begin(), null, null);
    }
}

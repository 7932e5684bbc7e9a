package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;

/** @param callers networks of callers whose own traces are continued; those of all others are only linked to */
@ConfigurationProperties("gatehouse.traces")
record TraceCallersConfig(List<String> callers) {

    TraceCallersConfig {
        callers = List.copyOf(callers);
    }
}

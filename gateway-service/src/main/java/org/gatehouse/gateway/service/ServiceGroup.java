package org.gatehouse.gateway.service;

import java.util.List;
import org.gatehouse.gateway.overload.ConcurrencyLimit;
import org.gatehouse.kit.upstream.Target;
import org.gatehouse.kit.upstream.TargetGroup;

/** A service's replicas, and how many requests may await an answer of theirs. */
public record ServiceGroup(TargetGroup replicas, ConcurrencyLimit concurrency) {

    public List<Target> targets() {
        return replicas.targets();
    }
}

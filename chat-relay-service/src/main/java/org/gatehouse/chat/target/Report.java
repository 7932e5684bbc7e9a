package org.gatehouse.chat.target;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that this relay has seen lately, always in one order, so that equal reports are equal texts. */
@Serdeable.Serializable
record Report(List<Line> targets) {

    static final Report NOTHING = new Report(List.of());

    /** One target; the status is {@code healthy}, {@code degraded} or {@code down}. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String upstream,
            String upstreamModel,
            String status,
            @Nullable Integer timeToFirstTokenMs) {}

    static Report of(Targets targets, long now) {
        var lines = new ArrayList<Line>();
        targets.all().forEach((key, health) -> health.seen(now).ifPresent(seen -> lines.add(line(key, seen))));
        lines.sort(Comparator.comparing(Line::upstream).thenComparing(Line::upstreamModel));
        return new Report(lines);
    }

    private static Line line(Targets.Key key, Health.Seen seen) {
        var latency = seen.latencyMillis();
        return new Line(
                key.upstream(),
                key.upstreamModel(),
                seen.status().wire(),
                latency.isPresent() ? latency.getAsInt() : null);
    }
}

package org.gatehouse.catalog.source;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source as an operator sees it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "ModelSource")
record SourceView(
        String upstream,
        String location,
        int models,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        int failures,
        @Nullable String failure,
        List<String> alarms) {

    static SourceView of(WatchedSource source) {
        var standing = source.standing();
        return new SourceView(
                source.source().upstream(),
                source.source().location(),
                source.size(),
                standing.asked(),
                standing.answered(),
                standing.failures(),
                standing.failure(),
                standing.alarms());
    }

    /** All sources. */
    @Serdeable
    @Schema(name = "ModelSourceList")
    record Page(List<SourceView> data) {}

    /** What a refresh may ask for: to take what was held back. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ModelSourceRefresh", example = "{\"accept_held\": false}")
    record Refresh(@Nullable Boolean acceptHeld) {}
}

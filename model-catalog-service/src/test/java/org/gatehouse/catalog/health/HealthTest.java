package org.gatehouse.catalog.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatehouse.catalog.health.Health.Status;
import org.gatehouse.catalog.model.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

    private static final Target HERE = new Target("here", "m");
    private static final Target THERE = new Target("there", "m");
    private static final List<Origin> BOTH = List.of(new Origin("here", "m", "x", 0), new Origin("there", "m", "x", 0));

    @ParameterizedTest
    @CsvSource({
        "HEALTHY, HEALTHY, HEALTHY",
        "DOWN, DOWN, DOWN",
        "DEGRADED, DEGRADED, DEGRADED",
        "HEALTHY, DOWN, DEGRADED",
        "DOWN, DEGRADED, DEGRADED",
        "HEALTHY, DEGRADED, DEGRADED"
    })
    void isTheSameRuleForTwoRelaysAndForTwoUpstreams(Status one, Status other, Status merged) {
        var relays = new SeenByRelays(List.of(Map.of(HERE, health(one)), Map.of(HERE, health(other))));
        var upstreams = new SeenByRelays(List.of(Map.of(HERE, health(one), THERE, health(other))));

        assertThat(relays.of(BOTH)).contains(health(merged));
        assertThat(upstreams.of(BOTH)).contains(health(merged));
    }

    @Test
    void tellsTheMedianOfTheLatenciesThatARequestMayMeet() {
        var seen = new SeenByRelays(List.of(
                Map.of(HERE, new Health(Status.HEALTHY, 900)),
                Map.of(HERE, new Health(Status.HEALTHY, 100)),
                Map.of(HERE, new Health(Status.HEALTHY, 300)),
                Map.of(HERE, new Health(Status.DOWN, 9)),
                Map.of(HERE, new Health(Status.DOWN, 9))));

        assertThat(seen.of(BOTH)).contains(new Health(Status.DEGRADED, 300));
    }

    @Test
    void isUnknownWhereNobodyLooked() {
        var seen = new SeenByRelays(List.of(Map.of(new Target("here", "another"), health(Status.DOWN))));

        assertThat(seen.of(BOTH)).isEmpty();
    }

    private static Health health(Status status) {
        return new Health(status, null);
    }
}

package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.testing.morpheus.MorpheusNode;
import org.gatehouse.testing.morpheus.NodeStats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions are closed at or after their end, never before it: an early close would lock part of the deposit. */
class MorpheusCloseIT {

    @RegisterExtension
    static final MorpheusRig relay = MorpheusRig.start(Map.of("gatehouse.upstreams.mor.close-after", "300ms"));

    @BeforeEach
    void clean() {
        relay.clean();
    }

    @Test
    void oneThatTheNodeDoesNotCloseIsClosedOnceAfterItsEnd() {
        relay.control().openElsewhere(MorpheusNode.LLAMA, 3);
        relay.restart();
        assertThat(relay.chat(MorpheusRig.LLAMA, true, "chunks=1").status()).isEqualTo(200);

        MorpheusRig.until("closed", () -> stats().closes() == 1);

        assertThat(stats().sessions()).hasSize(2);
        var ended = stats().sessions().getFirst();
        assertThat(ended.requests()).as("with its end so near it serves nobody").isZero();
        assertThat(ended.closedAt()).isGreaterThanOrEqualTo(ended.endsAt());
        assertThat(ended.closedEarly()).isFalse();
        assertThat(stats().open()).as("the other one lives on").hasSize(1);
        assertThat(stats().onHold()).isEqualTo("0");
    }

    @Test
    void oneThatTheNodeHasClosedIsNotClosedAgain() {
        relay.control().openElsewhere(MorpheusNode.LLAMA, 2);
        relay.restart();
        relay.control().advance(60);

        MorpheusRig.until(
                "looked after",
                () -> relay.metrics()
                        .contains("gatehouse_morpheus_closes_total{outcome=\"closed\",upstream=\"mor\"} 1"));

        assertThat(stats().closes()).isZero();
        assertThat(stats().onHold()).isEqualTo("0");
    }

    @Test
    void stoppingTheRelayClosesNone() {
        assertThat(relay.chat(MorpheusRig.LLAMA, true, "chunks=1").status()).isEqualTo(200);

        relay.restart();

        assertThat(stats().closes()).isZero();
        assertThat(stats().open()).hasSize(1);
    }

    private static NodeStats stats() {
        return relay.control().stats();
    }
}

package org.gatehouse.kit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.internal.PlatformDependent;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gatehouse.kit.memory.ByteBudget.Shortage;
import org.junit.jupiter.api.Test;

final class ByteBudgetTest {

    private final ByteBudget budget = ByteBudget.of(new ByteLimits(100, 60));

    @Test
    void refusesWhatDoesNotFitAndGoesOnForWhatDoes() {
        assertThat(budget.draw("ann", 60)).isPresent();
        assertThat(budget.draw("bob", 41)).isEmpty();
        assertThat(budget.draw("bob", 40)).isPresent();
        assertThat(budget.draw("cleo", 1)).isEmpty();
        assertThat(budget.held()).isEqualTo(100);
        assertThat(budget.refused(Shortage.TOTAL)).isEqualTo(2);
        assertThat(budget.refused(Shortage.SHARE)).isZero();
    }

    @Test
    void givesNoOwnerMoreThanItsShareOverAllItsDraws() {
        assertThat(budget.draw("ann", 61)).isEmpty();
        assertThat(budget.draw("ann", 30)).isPresent();
        assertThat(budget.draw("ann", 30)).isPresent();
        assertThat(budget.draw("ann", 1)).isEmpty();
        assertThat(budget.draw("bob", 40)).isPresent();
        assertThat(budget.refused(Shortage.SHARE)).isEqualTo(2);
    }

    @Test
    void growsWhileThereIsRoomAndKeepsWhatItHasWhenThereIsNone() {
        var draw = budget.draw("ann", 0).orElseThrow();

        assertThat(draw.grow(50)).isTrue();
        assertThat(draw.grow(11)).isFalse();
        assertThat(draw.bytes()).isEqualTo(50);
        assertThat(draw.grow(10)).isTrue();
        assertThat(budget.held()).isEqualTo(60);
    }

    @Test
    void getsEverythingBackOnce() {
        var draw = budget.draw("ann", 20).orElseThrow();
        var other = budget.draw("ann", 5).orElseThrow();

        draw.close();
        draw.close();

        assertThat(budget.held()).isEqualTo(5);
        assertThat(draw.bytes()).isZero();
        assertThat(draw.grow(1)).isFalse();
        other.close();
        assertThat(budget.held()).isZero();
        assertThat(budget.draw("ann", 60)).isPresent();
    }

    @Test
    void survivesNumbersAtTheEndOfTheirRange() {
        assertThat(budget.draw("ann", Long.MAX_VALUE)).isEmpty();
        var draw = budget.draw("ann", 1).orElseThrow();
        assertThat(draw.grow(Long.MAX_VALUE)).isFalse();
        assertThatThrownBy(() -> draw.grow(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(budget.held()).isEqualTo(1);
    }

    @Test
    void neverGivesMoreThanItHasToManyThreadsAndIsWholeAgainAfterThem() throws Exception {
        var wide = ByteBudget.of(ByteLimits.of(1_000, 40));
        Callable<Long> worker = () -> {
            long most = 0;
            for (int i = 0; i < 2_000; i++) {
                try (var draw = wide.draw("owner" + i % 3, 100).orElse(null)) {
                    most = Math.max(most, wide.held());
                    if (draw != null) {
                        draw.grow(i % 300);
                    }
                }
            }
            return most;
        };
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var most :
                    pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> worker).toList())) {
                assertThat(most.get()).isLessThanOrEqualTo(1_000);
            }
        }
        assertThat(wide.held()).isZero();
        assertThat(wide.draw("owner1", 400)).isPresent();
    }

    @Test
    void takesItsLimitsFromTheMemoryOfTheProcess() {
        var limits = ByteLimits.ofThisProcess(50);

        assertThat(limits.total() * 3)
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory())
                .isLessThanOrEqualTo(PlatformDependent.maxDirectMemory());
        assertThat(limits.perOwner()).isEqualTo(limits.total() / 2);
        assertThat(ByteLimits.of(Long.MAX_VALUE, 100).perOwner()).isEqualTo(Long.MAX_VALUE);
    }
}

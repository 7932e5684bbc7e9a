package org.gatehouse.chat.completion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.kit.memory.ByteBudget;
import org.gatehouse.kit.memory.Draw;
import org.gatehouse.kit.problem.ErrorKind;
import org.gatehouse.kit.problem.PublicError;

/** Gives each request its {@link Room}, so long as its account has not too many calls under way. */
@Singleton
final class Rooms {

    /** For a request that finds no memory. */
    static final PublicError NO_MEMORY = PublicError.of(
                    ErrorKind.UNAVAILABLE, "There is no memory left here for a request of this size; try again.")
            .withHeader("Retry-After", "1");

    private static final PublicError TOO_MANY_CALLS = PublicError.of(
                    ErrorKind.RATE_LIMITED, "Too many requests of your account are under way; try again.")
            .withHeader("Retry-After", "1");

    private final ByteBudget budget;
    private final int callsPerAccount;
    private final Map<UUID, Integer> calls = new ConcurrentHashMap<>();
    private final Counter refused;

    Rooms(ByteBudget budget, RelayConfig config, MeterRegistry registry) {
        this.budget = budget;
        this.callsPerAccount = config.callsPerAccount();
        this.refused = Counter.builder("gatehouse.relay.calls.refused")
                .description("Requests refused because their account had too many under way")
                .register(registry);
    }

    /** Whether there is room. */
    sealed interface Entry {

        record Given(Room room) implements Entry {}

        record Refused(PublicError error) implements Entry {}
    }

    /** Lets a request in; its room is to be closed when nothing of it is left. */
    Entry enter(UUID account, long bytes) {
        if (calls.merge(account, 1, Integer::sum) > callsPerAccount) {
            leave(account);
            refused.increment();
            return new Entry.Refused(TOO_MANY_CALLS);
        }
        Draw draw = budget.draw(account.toString(), bytes).orElse(null);
        if (draw == null) {
            leave(account);
            return new Entry.Refused(NO_MEMORY);
        }
        return new Entry.Given(new Room(draw, () -> leave(account)));
    }

    /** Memory for a body that is collected before anybody knows whose it is; all of these share what one account has. */
    Optional<Draw> forOthers(long bytes) {
        return budget.draw("", bytes);
    }

    private void leave(UUID account) {
        calls.computeIfPresent(account, (id, running) -> running == 1 ? null : running - 1);
    }
}

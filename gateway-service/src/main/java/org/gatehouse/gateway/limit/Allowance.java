package org.gatehouse.gateway.limit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What came of counting a request. */
public sealed interface Allowance {

    /** It may pass, and nobody counts. */
    record Unlimited() implements Allowance {}

    /** It may pass and was counted. */
    record Granted(Standing standing) implements Allowance {}

    /** It must not pass before the reset. */
    record Exhausted(Standing standing) implements Allowance {}

    /** Nobody can count at the moment, and the route lets nobody through uncounted. */
    record Unavailable() implements Allowance {}

    /** The store has to be asked; the stage always completes, never with another of this kind. */
    record Later(CompletionStage<Allowance> outcome) implements Allowance {}

    /** This one and, if it lets the request pass, the next; of two that do, the one with less left counts. */
    default Allowance and(Supplier<Allowance> next) {
        return switch (this) {
            case Unlimited() -> next.get();
            case Granted granted -> tighter(granted, next.get());
            case Exhausted exhausted -> exhausted;
            case Unavailable unavailable -> unavailable;
            case Later(var outcome) ->
                new Later(outcome.thenCompose(first -> first.and(next).asStage()));
        };
    }

    private static Allowance tighter(Granted first, Allowance second) {
        return switch (second) {
            case Unlimited() -> first;
            case Granted granted ->
                granted.standing().remaining() < first.standing().remaining() ? granted : first;
            case Exhausted exhausted -> exhausted;
            case Unavailable unavailable -> unavailable;
            case Later(var outcome) -> new Later(outcome.thenApply(later -> tighter(first, later)));
        };
    }

    private CompletionStage<Allowance> asStage() {
        return this instanceof Later(var outcome) ? outcome : CompletableFuture.completedStage(this);
    }
}

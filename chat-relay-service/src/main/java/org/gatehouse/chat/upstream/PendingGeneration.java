package org.gatehouse.chat.upstream;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A generation before it is known who gives it: it can be stopped and held all the same. On the event loop only. */
public final class PendingGeneration implements Generation {

    private @Nullable Generation begun;
    private boolean cancelled;
    private boolean held;

    /** Starts the real one, unless nobody waits for it any more. */
    public void begin(Supplier<Generation> start) {
        if (!cancelled) {
            Generation running = start.get();
            begun = running;
            if (held) {
                running.hold(true);
            }
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (begun != null) {
            begun.cancel();
        }
    }

    @Override
    public String authority() {
        return begun == null ? "" : begun.authority();
    }

    @Override
    public void hold(boolean on) {
        held = on;
        if (begun != null) {
            begun.hold(on);
        }
    }
}

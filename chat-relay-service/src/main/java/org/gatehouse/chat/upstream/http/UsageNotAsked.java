package org.gatehouse.chat.upstream.http;

import java.util.Locale;
import java.util.function.Function;
import org.gatehouse.chat.upstream.Answer;
import org.gatehouse.chat.upstream.Failure;
import org.gatehouse.chat.upstream.ForwardingAnswer;
import org.gatehouse.chat.upstream.Generation;
import org.jspecify.annotations.Nullable;

/** Asks once more without {@code stream_options} where the upstream refuses the request because of it. */
final class UsageNotAsked extends ForwardingAnswer implements Generation {

    private final Function<Answer, Generation> without;
    private @Nullable Generation running;
    private boolean held;

    /** @param without asks without it, and remembers to do so from then on */
    UsageNotAsked(Answer client, Function<Answer, Generation> without) {
        super(client);
        this.without = without;
    }

    Generation asks(Generation first) {
        running = first;
        return this;
    }

    @Override
    public void failed(Failure failure) {
        String words = failure.error().detail().toLowerCase(Locale.ROOT)
                + failure.error().param();
        boolean refused = failure.reason() == Failure.Reason.CLIENT
                && (words.contains("stream_options") || words.contains("include_usage"));
        if (!refused) {
            client.failed(failure);
            return;
        }
        Generation again = without.apply(client);
        running = again;
        again.hold(held);
    }

    @Override
    public void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public String authority() {
        return running == null ? "" : running.authority();
    }

    @Override
    public void hold(boolean on) {
        held = on;
        if (running != null) {
            running.hold(on);
        }
    }
}

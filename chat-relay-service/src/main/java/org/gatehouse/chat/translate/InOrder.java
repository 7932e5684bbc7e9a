package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.gatehouse.chat.json.JsonExtent;
import org.gatehouse.chat.json.NotJsonException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a streamed chat completion one after another, for dialects in which one is open at a time: what comes
 * between two pieces of a tool call waits until the call is whole.
 */
public final class InOrder {

    private static final int MOST_HELD_CHARS = 4 * 1024 * 1024;

    /** What may be said beside calls. */
    public enum Kind {
        THOUGHT,
        TEXT,
        REFUSAL
    }

    /** Hears the parts in their order. */
    public interface Listener {

        void said(Kind kind, String piece);

        void called(Call call);

        void arguments(Call call, String piece);

        /**
         * The call is over.
         *
         * @param cut whether the answer ended at a limit
         * @throws IOException when the call makes no sense
         */
        void ended(Call call, boolean cut) throws IOException;
    }

    /** A tool call. */
    public static final class Call implements Part {

        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();
        private final JsonExtent extent = new JsonExtent();
        private boolean over;

        private Call(String id, String name) {
            this.id = id;
            this.name = name;
        }

        public String id() {
            return id;
        }

        public String name() {
            return name;
        }

        public String arguments() {
            return arguments.toString();
        }

        private void add(String piece) {
            arguments.append(piece);
            extent.add(piece);
        }
    }

    sealed interface Part permits Call, Held {}

    record Held(Kind kind, String piece) implements Part {}

    private final Listener listener;
    private final Map<Integer, Call> calls = new HashMap<>();
    private final Queue<Part> waiting = new ArrayDeque<>();
    private @Nullable Call open;
    private long held;

    public InOrder(Listener listener) {
        this.listener = listener;
    }

    /** Whether there was any call. */
    public boolean called() {
        return !calls.isEmpty();
    }

    public void say(Kind kind, String piece) throws IOException {
        if (piece.isEmpty()) {
            return;
        }
        if (open != null && !open.extent.complete()) {
            hold(piece.length());
            waiting.add(new Held(kind, piece));
        } else {
            close(false);
            listener.said(kind, piece);
        }
    }

    /** An entry of a delta's list of tool calls: a call that begins, or more of its arguments. */
    public void call(JsonNode entry) throws IOException {
        JsonNode function = entry.path("function");
        String piece = function.path("arguments").asText("");
        int index = entry.path("index").asInt(0);
        Call call = calls.get(index);
        if (call == null) {
            begin(index, entry.path("id").asText(""), function.path("name").asText(""), piece);
        } else if (call == open) {
            more(call, piece);
        } else if (!call.over) {
            hold(piece.length());
            call.add(piece);
        } else if (!piece.isBlank()) {
            throw new NotJsonException("a tool call goes on after its end");
        }
    }

    private void begin(int index, String id, String name, String piece) throws IOException {
        if (id.isEmpty() || name.isEmpty()) {
            throw new NotJsonException("a tool call without a name or an id");
        }
        var call = new Call(id, name);
        calls.put(index, call);
        if (open == null || open.extent.complete()) {
            close(false);
            open = call;
            listener.called(call);
            more(call, piece);
        } else {
            hold(piece.length());
            call.add(piece);
            waiting.add(call);
        }
    }

    private void more(Call call, String piece) throws IOException {
        call.add(piece);
        if (!piece.isEmpty()) {
            listener.arguments(call, piece);
        }
        if (call.extent.complete()) {
            drain(false, false);
        }
    }

    private void hold(int chars) throws IOException {
        held += chars;
        if (held > MOST_HELD_CHARS) {
            throw new NotJsonException("too much between the pieces of a tool call");
        }
    }

    private void drain(boolean all, boolean cut) throws IOException {
        while (!waiting.isEmpty() && (all || open == null || open.extent.complete())) {
            close(cut);
            switch (waiting.remove()) {
                case Held said -> listener.said(said.kind(), said.piece());
                case Call call -> {
                    open = call;
                    listener.called(call);
                    if (!call.arguments.isEmpty()) {
                        listener.arguments(call, call.arguments());
                    }
                }
            }
        }
    }

    private void close(boolean cut) throws IOException {
        Call call = open;
        if (call != null) {
            open = null;
            call.over = true;
            listener.ended(call, cut);
        }
    }

    /**
     * There is no more.
     *
     * @param cut whether the answer ended at a limit, so that calls may break off
     */
    public void end(boolean cut) throws IOException {
        drain(true, cut);
        close(cut);
    }
}

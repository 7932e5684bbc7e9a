package org.gatehouse.testing.upstream;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One way of spoiling a good answer, whatever its dialect, streamed or whole. */
@FunctionalInterface
interface Breakage {

    /** Sends what is left of the answer; false when the connection is of no more use then. */
    boolean send(Good good, SocketWire wire) throws IOException;

    /** Something to do with an answer. */
    @FunctionalInterface
    interface Sending {
        void send(Good good, SocketWire wire) throws IOException;
    }

    /** The connection is closed afterwards. */
    static Breakage closing(Sending sending) {
        return (good, wire) -> {
            sending.send(good, wire);
            return false;
        };
    }

    /** The next request may come on the same connection. */
    static Breakage keeping(Sending sending) {
        return (good, wire) -> {
            sending.send(good, wire);
            return true;
        };
    }

    /** Another answer in place of the good one. */
    static Breakage instead(java.util.function.UnaryOperator<Good> change) {
        return keeping((good, wire) -> change.apply(good).send(wire));
    }

    static Breakage of(String kind) {
        Breakage found = All.BY_KIND.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("no such break: " + kind);
        }
        return found;
    }

    static Set<String> kinds() {
        return All.BY_KIND.keySet();
    }

    /** Every way there is. */
    final class All {

        private static final Map<String, Breakage> BY_KIND = new TreeMap<>();

        static {
            BY_KIND.putAll(BrokenHeads.KINDS);
            BY_KIND.putAll(BrokenFraming.KINDS);
            BY_KIND.putAll(BrokenWords.KINDS);
            BY_KIND.putAll(BrokenEnds.KINDS);
            BY_KIND.putAll(OddEvents.KINDS);
        }

        private All() {}
    }
}

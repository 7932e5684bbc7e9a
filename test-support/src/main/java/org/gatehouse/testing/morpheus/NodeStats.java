package org.gatehouse.testing.morpheus;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the node has seen, and what is on its chain.
 *
 * @param opens requests to open a session
 * @param closes requests to close one
 * @param nonceConflicts transactions refused because another one was under way
 * @param chats requests to a model
 * @param working answers being made at this moment
 * @param left answers whose client left before their end
 * @param onHold wei locked by early closes
 * @param lastHeaders of the last request to a model
 */
public record NodeStats(
        int opens,
        int closes,
        int nonceConflicts,
        int chats,
        int working,
        int left,
        String onHold,
        String allowance,
        Map<String, String> lastHeaders,
        String lastOpen,
        String lastBody,
        List<Opened> sessions) {

    public NodeStats {
        lastHeaders = Map.copyOf(lastHeaders);
        sessions = List.copyOf(sessions);
    }

    /**
     * One session that was opened, by whomever.
     *
     * @param requests how many it was given
     * @param deepest the most it had at once, those that waited in the node included
     */
    public record Opened(
            String id,
            String model,
            String provider,
            long openedAt,
            long endsAt,
            long closedAt,
            boolean closedEarly,
            boolean working,
            int requests,
            int deepest) {}

    public List<Opened> open() {
        return sessions.stream().filter(one -> one.closedAt() == 0).toList();
    }

    public Optional<Opened> session(String id) {
        return sessions.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The most requests that any session had at once. */
    public int deepest() {
        return sessions.stream().mapToInt(Opened::deepest).max().orElse(0);
    }
}

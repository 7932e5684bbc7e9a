package org.gatehouse.kit.revocation;

import java.util.Optional;

/** Puts the lines of a {@code text/event-stream} together (WHATWG HTML, 9.2.6); comments are skipped. */
final class EventStream {

    private String id = "";
    private String type = "message";
    private final StringBuilder data = new StringBuilder();

    /** Takes the next line, without its end; answers the event that it completes. */
    Optional<ServerEvent> accept(String line) {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        if (colon == 0) {
            return Optional.empty();
        }
        var field = colon < 0 ? line : line.substring(0, colon);
        var value = colon < 0 ? "" : line.substring(colon + (line.startsWith(" ", colon + 1) ? 2 : 1));
        switch (field) {
            case "id" -> id = value;
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            default -> {
                // retry and unknown fields: the pause between tries is ours to choose
            }
        }
        return Optional.empty();
    }

    private Optional<ServerEvent> dispatch() {
        var event = new ServerEvent(id, type, data.isEmpty() ? "" : data.substring(0, data.length() - 1));
        boolean empty = data.isEmpty();
        id = "";
        type = "message";
        data.setLength(0);
        return empty ? Optional.empty() : Optional.of(event);
    }
}

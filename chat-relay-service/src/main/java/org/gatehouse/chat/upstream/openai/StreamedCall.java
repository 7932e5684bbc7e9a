package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Objects;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.jspecify.annotations.Nullable;

/** One tool call of a stream: held until its name and its id are known, told piece by piece from then on. */
final class StreamedCall {

    private final ArgumentText arguments = new ArgumentText();
    private final StringBuilder held = new StringBuilder();
    private final ObjectNode first = JsonTree.object();
    private final @Nullable Integer place;
    private @Nullable String id;
    private @Nullable String name;
    private int number = -1;

    StreamedCall(@Nullable Integer place) {
        this.place = place;
    }

    @Nullable
    Integer place() {
        return place;
    }

    @Nullable
    String id() {
        return id;
    }

    boolean maybeAt(@Nullable Integer other) {
        return place == null || other == null || place.equals(other);
    }

    /** Whether the piece is more of it, going by what is known of both. */
    boolean goesOnWith(CallPiece piece) {
        boolean otherId = piece.id() != null && id != null && !piece.id().equals(id);
        if (piece.name() == null) {
            // Some servers draw a new id for each piece; what begins anew after a whole object is another call.
            return !otherId || !(arguments.complete() && piece.opens());
        }
        if (name == null) {
            return !otherId;
        }
        boolean sameName = piece.name().equals(name);
        if (otherId) {
            return sameName && arguments.started() && !arguments.complete() && !piece.opens();
        }
        boolean anew = arguments.complete() && piece.opens() && !arguments.restatedBy(piece.arguments());
        boolean sameId = piece.id() != null && piece.id().equals(id);
        return sameId ? !anew || (sameName && arguments.nothing()) : sameName && !anew && goesOnUnnamed(piece);
    }

    /** The same function again without an id: a whole call before it was another one. */
    private boolean goesOnUnnamed(CallPiece piece) {
        return !arguments.complete() || piece.arguments().isEmpty();
    }

    /** Takes a piece, and gives what goes out of it now, or null. */
    @Nullable
    ObjectNode take(CallPiece piece, CallIds ids, int next) throws IOException {
        if (piece.name() != null && name == null) {
            name = piece.name();
        } else if (piece.name() != null && !piece.name().equals(name)) {
            throw new NotJsonException("a tool call with two names");
        }
        if (piece.id() != null && id == null && number < 0) {
            id = piece.id();
        }
        keepOthers(piece.entry());
        held.append(arguments.take(piece.arguments()));
        if (number < 0 && (name == null || id == null)) {
            return null;
        }
        return number < 0 ? begin(ids, next, piece) : more(piece);
    }

    private void keepOthers(JsonNode entry) {
        if (number < 0) {
            entry.properties().forEach(member -> first.putIfAbsent(member.getKey(), member.getValue()));
        }
    }

    private ObjectNode begin(CallIds ids, int next, @Nullable CallPiece piece) {
        number = next;
        ObjectNode start = piece == null ? first.deepCopy() : ordered(piece.entry());
        first.properties()
                .forEach(member ->
                        start.putIfAbsent(member.getKey(), member.getValue().deepCopy()));
        start.remove("name");
        start.remove("arguments");
        start.put("index", number).put("id", ids.own(id)).put("type", "function");
        ObjectNode function = function(start);
        function.put("name", Objects.requireNonNull(name)).put("arguments", drained());
        return start;
    }

    private static ObjectNode ordered(JsonNode entry) {
        return entry instanceof ObjectNode object ? object.deepCopy() : JsonTree.object();
    }

    private static ObjectNode function(ObjectNode call) {
        return call.path("function") instanceof ObjectNode object ? object : call.putObject("function");
    }

    private @Nullable ObjectNode more(CallPiece piece) {
        String now = drained();
        if (now.isEmpty() && !piece.arguments().isEmpty()) {
            return null;
        }
        ObjectNode next = ordered(piece.entry());
        next.remove("name");
        next.remove("arguments");
        removeText(next, "id");
        next.put("index", number);
        ObjectNode function = function(next);
        removeText(function, "name");
        function.put("arguments", now);
        return next;
    }

    /** Clients join what comes twice. */
    private static void removeText(ObjectNode object, String member) {
        if (object.hasNonNull(member)) {
            object.remove(member);
        }
    }

    private String drained() {
        String now = held.toString();
        held.setLength(0);
        return now;
    }

    /** Ends it, and gives what is left to tell, or null; a call that a limit cut off before its name was known is none. */
    @Nullable
    ObjectNode end(boolean cut, CallIds ids, int next) throws IOException {
        if (name == null) {
            if (cut) {
                return null;
            }
            throw new NotJsonException("a tool call without a name");
        }
        held.append(arguments.rest(cut));
        if (number < 0) {
            return begin(ids, next, null);
        }
        String now = drained();
        if (now.isEmpty()) {
            return null;
        }
        ObjectNode last = JsonTree.object().put("index", number);
        last.putObject("function").put("arguments", now);
        return last;
    }

    boolean told() {
        return number >= 0;
    }
}

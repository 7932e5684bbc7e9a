package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tool calls of one choice together, however the server streams them: without an index or with one for all, the name or
 * the id late, ids that change or repeat, arguments as an object or all of them again each time.
 */
final class ToolCalls {

    private static final int MOST_CALLS = 1_024;
    private static final int MOST_CHARS = 4 * 1024 * 1024;

    private final List<StreamedCall> calls = new ArrayList<>();
    private final CallIds ids;
    private int told;
    private long chars;

    ToolCalls(CallIds ids) {
        this.ids = ids;
    }

    boolean none() {
        return calls.isEmpty();
    }

    /** Takes the entries of one delta and gives those that go out now. */
    ArrayNode take(JsonNode entries) throws IOException {
        ArrayNode out = JsonTree.array();
        if (!entries.isArray()) {
            take(CallPiece.of(entries), out);
            return out;
        }
        for (int i = 0; i < entries.size(); i++) {
            CallPiece piece = CallPiece.of(entries.get(i));
            boolean nothing = piece.place() == null && piece.id() == null && piece.name() == null;
            if (nothing && entries.size() > 1 && i < calls.size()) {
                give(calls.get(i), piece, out);
            } else {
                take(piece, out);
            }
        }
        return out;
    }

    private void take(CallPiece piece, ArrayNode out) throws IOException {
        StreamedCall call = of(piece);
        if (call == null) {
            if (piece.place() == null
                    && piece.id() == null
                    && piece.name() == null
                    && piece.arguments().isEmpty()) {
                return;
            }
            call = new StreamedCall(piece.place());
            calls.add(call);
        }
        give(call, piece, out);
        chars += piece.arguments().length();
        if (calls.size() > MOST_CALLS || chars > MOST_CHARS) {
            throw new NotJsonException("more tool calls than can be put together");
        }
    }

    private void give(StreamedCall call, CallPiece piece, ArrayNode out) throws IOException {
        boolean before = call.told();
        ObjectNode now = call.take(piece, ids, told);
        told += !before && call.told() ? 1 : 0;
        if (now != null) {
            out.add(now);
        }
    }

    /** The call that the piece belongs to; null when it begins one. */
    private @Nullable StreamedCall of(CallPiece piece) {
        StreamedCall call =
                latest(one -> piece.id() != null && piece.id().equals(one.id()) && one.maybeAt(piece.place()));
        if (call == null) {
            call = piece.place() == null ? latest(one -> true) : at(piece, piece.place());
        }
        return call != null && call.goesOnWith(piece) ? call : null;
    }

    private @Nullable StreamedCall at(CallPiece piece, Integer place) {
        StreamedCall call = latest(one -> place.equals(one.place()));
        if (call != null || piece.name() != null) {
            return call;
        }
        String id = piece.id();
        return latest(one ->
                (id != null && id.equals(one.id())) || (one.place() == null && (id == null || one.id() == null)));
    }

    private @Nullable StreamedCall latest(Predicate<StreamedCall> which) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (which.test(calls.get(i))) {
                return calls.get(i);
            }
        }
        return null;
    }

    /** Ends all calls and gives what is left to tell of them. */
    ArrayNode end(boolean cut) throws IOException {
        ArrayNode out = JsonTree.array();
        for (StreamedCall call : calls) {
            boolean before = call.told();
            ObjectNode rest = call.end(cut, ids, told);
            told += !before && call.told() ? 1 : 0;
            if (rest != null) {
                out.add(rest);
            }
        }
        calls.clear();
        return out;
    }
}

package org.gatehouse.chat.translate.overresponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.jspecify.annotations.Nullable;

/** The items of a streamed response: which have been told in pieces, and the calls among them as deltas of chat chunks. */
final class StreamedItems {

    private static final int MOST_ITEMS = 10_000;

    private final Map<String, Call> calls = new HashMap<>();
    private final Set<String> heard = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private @Nullable Call last;

    private static final class Call {

        private final int number;
        private boolean argued;
        private boolean over;

        Call(int number) {
            this.number = number;
        }
    }

    /** Whether anything was told of any item. */
    boolean any() {
        return !heard.isEmpty() || !calls.isEmpty();
    }

    boolean called() {
        return !calls.isEmpty();
    }

    /** Something of the item has been said. */
    void heard(JsonNode event) throws IOException {
        heard.add(key(event));
        bound();
    }

    /** Whether nothing of the item has been said so far; it counts as said from here on. */
    boolean first(JsonNode event) throws IOException {
        boolean first = heard.add(key(event));
        bound();
        return first;
    }

    private void bound() throws IOException {
        if (heard.size() + calls.size() > MOST_ITEMS) {
            throw new NotJsonException("too many items");
        }
    }

    /** By its place, or where that is not told by its id. */
    private static String key(JsonNode event) {
        if (event.path("output_index").isNumber()) {
            return event.path("output_index").asText();
        }
        String id = event.path("item_id").asText("");
        return id.isEmpty() ? event.path("item").path("id").asText("") : id;
    }

    /** A call begins; null when it has begun already, or is none. */
    @Nullable
    JsonNode added(JsonNode event) throws IOException {
        JsonNode item = event.path("item");
        String key = key(event);
        if (!item.path("type").asText().equals("function_call") || calls.containsKey(key)) {
            return null;
        }
        if (item.path("name").asText("").isEmpty()) {
            return null; // told with its end
        }
        var call = new Call(calls.size());
        calls.put(key, call);
        last = call;
        bound();
        ObjectNode delta = JsonTree.object();
        ObjectNode begun = delta.putArray("tool_calls").addObject().put("index", call.number);
        begun.put("id", fresh(item)).put("type", "function");
        begun.putObject("function").put("name", item.path("name").asText()).put("arguments", "");
        return delta;
    }

    private String fresh(JsonNode item) {
        String id = Item.callId(item);
        while (!ids.add(id)) {
            id = Item.callId(JsonTree.object());
        }
        return id;
    }

    /** A piece of arguments. */
    @Nullable
    JsonNode arguments(JsonNode event) {
        Call call = calls.getOrDefault(key(event), last);
        String piece = event.path("delta").asText("");
        if (call == null || call.over || piece.isEmpty()) {
            return null; // they all come with the item's end
        }
        call.argued = true;
        return piece(call, piece);
    }

    /** All arguments; null when they have come in pieces. */
    @Nullable
    JsonNode argued(JsonNode event) {
        Call call = calls.getOrDefault(key(event), event.has("item") ? null : last);
        if (call == null || call.over) {
            return null;
        }
        JsonNode all = event.has("item") ? event.path("item").path("arguments") : event.path("arguments");
        call.over = true;
        return call.argued ? null : piece(call, Item.arguments(all));
    }

    private static JsonNode piece(Call call, String arguments) {
        ObjectNode delta = JsonTree.object();
        ObjectNode more = delta.putArray("tool_calls").addObject().put("index", call.number);
        more.putObject("function").put("arguments", arguments);
        return delta;
    }
}

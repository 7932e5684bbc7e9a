package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gatehouse.chat.json.JsonTree;

/**
 * Chat messages in an order that every API takes: each tool call has exactly one result, right behind it, under an id that is
 * its alone. A result without a call is told as the user's words; a call without a result cannot be sent.
 */
public final class CallOrder {

    private final UnaryOperator<String> naming;
    private final Runnable lost;
    private final Set<String> taken = new HashSet<>();
    private final List<ObjectNode> messages = new ArrayList<>();
    private final IdentityHashMap<ObjectNode, List<Call>> calls = new IdentityHashMap<>();
    private final Map<String, Deque<Call>> waiting = new HashMap<>();
    private final List<ObjectNode> early = new ArrayList<>();
    private final Deque<Call> open = new ArrayDeque<>();
    private final Set<ObjectNode> placed = Collections.newSetFromMap(new IdentityHashMap<>());

    private CallOrder(UnaryOperator<String> naming, Runnable lost) {
        this.naming = naming;
        this.lost = lost;
    }

    private static final class Call {

        private final int turn;
        private final ObjectNode call;
        private final String id;
        private List<ObjectNode> result = List.of();

        private Call(int turn, ObjectNode call, String id) {
            this.turn = turn;
            this.call = call;
            this.id = id;
        }

        private boolean answered() {
            return !result.isEmpty();
        }
    }

    /**
     * Orders them.
     *
     * @param naming makes ids that the upstream takes
     * @param lost is told of each call that cannot be sent
     */
    public static ArrayNode of(JsonNode messages, UnaryOperator<String> naming, Runnable lost) {
        var order = new CallOrder(naming, lost);
        messages.forEach(order::read);
        order.early.forEach(order::match);
        return order.written();
    }

    private void read(JsonNode message) {
        if (!(message instanceof ObjectNode given)) {
            return;
        }
        ObjectNode own = JsonTree.object().setAll(given);
        messages.add(own);
        String role = own.path("role").asText();
        if (role.equals("assistant") && !own.path("tool_calls").isEmpty()) {
            own.path("tool_calls").forEach(call -> called(own, call));
        } else if (role.equals("tool") && !match(own)) {
            early.add(own);
        }
    }

    private void called(ObjectNode message, JsonNode call) {
        String given = call.path("id").asText("");
        String base = given.isEmpty() ? "call_" + taken.size() : naming.apply(given);
        String id = base;
        for (int again = 2; !taken.add(id); again++) {
            id = base + "_" + again;
        }
        ObjectNode own = call instanceof ObjectNode object ? JsonTree.object().setAll(object) : JsonTree.object();
        own.put("id", id);
        var one = new Call(messages.size(), own, id);
        calls.computeIfAbsent(message, none -> new ArrayList<>()).add(one);
        Deque<Call> same = waiting.computeIfAbsent(given, none -> new ArrayDeque<>());
        same.removeIf(older -> older.turn != one.turn); // a later turn's: some servers count from 0 in each turn
        same.add(one);
        open.add(one);
    }

    /** The call of the result: the first one of that id that has none yet, or, without an id, the first one at all. */
    private boolean match(ObjectNode result) {
        String id = result.path("tool_call_id").asText("");
        Deque<Call> candidates = id.isEmpty() ? open : waiting.getOrDefault(id, new ArrayDeque<>());
        Call call = candidates.poll();
        while (call != null && call.answered()) {
            call = candidates.poll();
        }
        if (call == null) {
            return false;
        }
        result.put("tool_call_id", call.id);
        call.result = List.of(result);
        placed.add(result);
        return true;
    }

    private ArrayNode written() {
        ArrayNode ordered = JsonTree.array();
        for (ObjectNode message : messages) {
            List<Call> made = calls.get(message);
            if (made != null) {
                assistant(message, made, ordered);
            } else if (!message.path("role").asText().equals("tool")) {
                ordered.add(message);
            } else if (!placed.contains(message)) {
                ordered.addObject().put("role", "user").set("content", message.path("content"));
            }
        }
        return ordered;
    }

    private void assistant(ObjectNode message, List<Call> made, ArrayNode ordered) {
        ArrayNode sent = JsonTree.array();
        List<ObjectNode> results = new ArrayList<>();
        for (Call call : made) {
            if (call.answered()) {
                sent.add(call.call);
                results.addAll(call.result);
            } else {
                lost.run();
            }
        }
        if (sent.isEmpty()) {
            message.remove("tool_calls");
        } else {
            message.set("tool_calls", sent);
        }
        if (!sent.isEmpty() || says(message.path("content"))) {
            ordered.add(message);
        }
        ordered.addAll(results);
    }

    private static boolean says(JsonNode content) {
        return content.isTextual() ? !content.asText().isEmpty() : !content.isEmpty();
    }
}

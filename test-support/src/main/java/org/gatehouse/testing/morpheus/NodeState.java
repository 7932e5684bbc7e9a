package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything the node holds, touched by its one event loop only. */
final class NodeState {

    private final Chain chain;
    private final Behaviour behaviour = new Behaviour();
    private final Map<String, List<String>> storedChats = new HashMap<>();
    private String wallet = Chain.WALLET;
    private boolean mining;
    private int opens;
    private int closes;
    private int nonceConflicts;
    private int chats;
    private int resets;
    private int working;
    private int left;
    private Map<String, String> lastHeaders = Map.of();
    private String lastOpen = "";
    private String lastBody = "";

    NodeState(Chain chain) {
        this.chain = chain;
    }

    Chain chain() {
        return chain;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    String wallet() {
        return wallet;
    }

    void wallet(String address) {
        wallet = address;
    }

    /** Sends a transaction; while one is under way the wallet's next nonce is taken and another is refused. */
    void transact(NodeExchange exchange, Runnable mined) {
        if (mining) {
            nonceConflicts++;
            exchange.error(500, "failed to send transaction: nonce too low");
            return;
        }
        mining = true;
        later(exchange, behaviour.millis("tx-time"), () -> {
            mining = false;
            mined.run();
        });
    }

    /** Acts on the chain as it is now, or not at all once that was put back. */
    void later(NodeExchange exchange, int millis, Runnable action) {
        int then = resets;
        exchange.later(millis, () -> {
            if (then == resets) {
                action.run();
            }
        });
    }

    void opening(String body) {
        opens++;
        lastOpen = body;
    }

    void closing() {
        closes++;
    }

    void chatting(NodeExchange exchange) {
        chats++;
        lastHeaders = new TreeMap<>(exchange.headers());
        lastBody = exchange.text();
    }

    void began() {
        working++;
    }

    void ended(boolean clientLeft) {
        working--;
        left += clientLeft ? 1 : 0;
    }

    /** Puts the history that was kept for this chat before the new message, and keeps that too. */
    List<String> history(String chatId, String prompt) {
        var stored = storedChats.computeIfAbsent(chatId, id -> new ArrayList<>());
        stored.add(prompt);
        return List.copyOf(stored);
    }

    void reset() {
        resets++;
        chain.clear();
        behaviour.reset();
        storedChats.clear();
        mining = false;
        opens = 0;
        closes = 0;
        nonceConflicts = 0;
        chats = 0;
        left = 0;
    }

    ObjectNode health() {
        ObjectNode node = Wire.JSON.createObjectNode();
        node.put("status", "healthy").put("version", "v5.12.0").put("uptime", "1h0m0s");
        node.putObject("components").put("badgerdb", "healthy");
        return node;
    }

    NodeStats stats() {
        var sessions = chain.sessions().stream()
                .map(session -> new NodeStats.Opened(
                        session.id(),
                        session.bid().model(),
                        session.bid().provider(),
                        session.openedAt(),
                        session.endsAt(),
                        session.closedAt(),
                        session.closedEarly(),
                        session.working(),
                        session.requests(),
                        session.deepest()))
                .toList();
        return new NodeStats(
                opens,
                closes,
                nonceConflicts,
                chats,
                working,
                left,
                chain.onHold().toString(),
                chain.allowance().toString(),
                lastHeaders,
                lastOpen,
                lastBody,
                sessions);
    }
}

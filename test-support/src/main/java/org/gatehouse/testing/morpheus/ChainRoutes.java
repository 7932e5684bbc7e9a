package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.netty.handler.codec.http.HttpMethod;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The endpoints that read or change the chain, and the wallet. */
final class ChainRoutes {

    private static final Pattern PRIVATE_KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
    private static final int MAX_LIMIT = 255;
    private static final int SESSIONS_LIMIT = 10;

    private final NodeState state;
    private final Chain chain;

    ChainRoutes(NodeState state) {
        this.state = state;
        this.chain = state.chain();
    }

    void answer(NodeExchange exchange) {
        var path = List.of(exchange.path().substring(1).split("/", -1));
        if (exchange.is(HttpMethod.GET)) {
            get(exchange, path);
        } else {
            post(exchange, path);
        }
    }

    private void get(NodeExchange exchange, List<String> path) {
        switch (exchange.path()) {
            case "/blockchain/models" -> models(exchange);
            case "/blockchain/sessions/user" -> sessions(exchange, false);
            case "/blockchain/sessions/user/ids" -> sessions(exchange, true);
            case "/blockchain/balance" ->
                exchange.json(
                        200, Wire.object(Map.of("mor", chain.balance().toString(), "eth", "1000000000000000000")));
            case "/blockchain/allowance" -> allowance(exchange);
            case "/blockchain/sessions/budget" ->
                exchange.json(200, Wire.object(Map.of("budget", Chain.budget().toString())));
            case "/blockchain/token/supply" ->
                exchange.json(200, Wire.object(Map.of("supply", Chain.supply().toString())));
            case "/blockchain/latestBlock" ->
                exchange.json(200, Wire.JSON.createObjectNode().put("block", chain.now()));
            case "/wallet" -> exchange.json(200, Wire.object(Map.of("address", state.wallet())));
            default -> getById(exchange, path);
        }
    }

    private void getById(NodeExchange exchange, List<String> path) {
        if (path.size() == 3 && exchange.path().startsWith("/blockchain/sessions/")) {
            chain.session(id(path.get(2)))
                    .ifPresentOrElse(
                            session -> exchange.json(200, wrapped("session", Wire.session(session))),
                            () -> exchange.error(500, "session not found"));
        } else if (path.size() > 3
                && path.get(1).equals("models")
                && path.get(3).equals("bids")) {
            bids(exchange, path);
        } else {
            exchange.error(404, "404 page not found");
        }
    }

    private void models(NodeExchange exchange) {
        int limit = Integer.parseInt(exchange.query("limit", "0"));
        if (limit > MAX_LIMIT) {
            exchange.error(400, "Key: 'Limit' Error:Field validation failed, value out of range");
            return;
        }
        var page = page(ordered(exchange, chain.models()), exchange, limit == 0 ? Integer.MAX_VALUE : limit);
        exchange.json(200, wrapped("models", list(page, Wire::model)));
    }

    private void bids(NodeExchange exchange, List<String> path) {
        var bids = chain.model(id(path.get(2))).map(Listed::bids).orElse(List.of());
        if (exchange.path().endsWith("/rated")) {
            exchange.json(200, wrapped("bids", list(bids, bid -> Wire.scored(bid, 1.0 / (bids.indexOf(bid) + 1)))));
        } else {
            exchange.json(200, wrapped("bids", list(ordered(exchange, bids), Wire::bid)));
        }
    }

    private void sessions(NodeExchange exchange, boolean idsOnly) {
        String user = exchange.query("user", "");
        if (!ADDRESS.matcher(user).matches()) {
            exchange.error(400, "Key: 'User' Error:Field validation for 'User' failed on the 'eth_addr' tag");
            return;
        }
        var all = chain.sessionsOf(user, exchange.query("order", "").equals("ASC"));
        var page = page(all, exchange, Integer.parseInt(exchange.query("limit", "" + SESSIONS_LIMIT)));
        if (idsOnly) {
            var ids = Wire.JSON.createArrayNode();
            page.forEach(session -> ids.add(session.id()));
            exchange.json(200, ids);
        } else {
            exchange.json(200, wrapped("sessions", list(page, Wire::session)));
        }
    }

    private void allowance(NodeExchange exchange) {
        if (ADDRESS.matcher(exchange.query("spender", "")).matches()) {
            exchange.json(200, Wire.object(Map.of("allowance", chain.allowance().toString())));
        } else {
            exchange.error(400, "Key: 'Spender' Error:Field validation for 'Spender' failed on the 'required' tag");
        }
    }

    private void post(NodeExchange exchange, List<String> path) {
        if (exchange.path().equals("/blockchain/approve")) {
            approve(exchange);
        } else if (exchange.path().equals("/wallet/privateKey")) {
            setWallet(exchange);
        } else if (path.size() == 4
                && path.get(1).equals("models")
                && path.get(3).equals("session")) {
            new OpenSession(state, exchange).open(id(path.get(2)));
        } else if (path.size() == 4
                && path.get(1).equals("sessions")
                && path.get(3).equals("close")) {
            close(exchange, id(path.get(2)));
        } else {
            exchange.error(404, "404 page not found");
        }
    }

    private void approve(NodeExchange exchange) {
        String amount = exchange.query("amount", "");
        if (!amount.matches("[0-9]{1,78}")
                || !ADDRESS.matcher(exchange.query("spender", "")).matches()) {
            exchange.error(400, "Key: 'Amount' Error:Field validation for 'Amount' failed on the 'number' tag");
            return;
        }
        state.transact(exchange, () -> {
            chain.approve(new BigInteger(amount));
            exchange.json(200, Wire.object(Map.of("tx", Listed.hash("fa"))));
        });
    }

    private void close(NodeExchange exchange, String id) {
        state.closing();
        var session = chain.session(id);
        if (session.isEmpty() || !session.get().open()) {
            exchange.error(500, "execution reverted: SessionAlreadyClosedOrNotExist");
            return;
        }
        state.transact(exchange, () -> {
            chain.close(session.get());
            exchange.json(200, Wire.object(Map.of("tx", Listed.hash("fb"))));
        });
    }

    /** One wallet for the whole process; a key in a header is read nowhere. */
    private void setWallet(NodeExchange exchange) {
        JsonNode body = exchange.json();
        if (body == null) {
            return;
        }
        if (!PRIVATE_KEY.matcher(body.path("privateKey").asText("")).matches()) {
            exchange.error(400, "Key: 'PrivateKey' Error:Field validation for 'PrivateKey' failed");
        } else if (state.behaviour().has("wallet-from-environment")) {
            exchange.error(500, "cannot change wallet, it is set by environment variable");
        } else {
            state.wallet(Chain.address("e7"));
            exchange.json(200, Wire.object(Map.of("address", state.wallet())));
        }
    }

    private static <T> List<T> ordered(NodeExchange exchange, List<T> oldestFirst) {
        return exchange.query("order", "").equals("ASC") ? oldestFirst : oldestFirst.reversed();
    }

    private static <T> List<T> page(List<T> all, NodeExchange exchange, int limit) {
        int from = Math.min(all.size(), Integer.parseInt(exchange.query("offset", "0")));
        return all.subList(from, (int) Math.min(all.size(), (long) from + limit));
    }

    private static <T> ArrayNode list(List<T> entities, Function<T, JsonNode> wire) {
        var list = Wire.JSON.createArrayNode();
        entities.forEach(one -> list.add(wire.apply(one)));
        return list;
    }

    private static JsonNode wrapped(String name, JsonNode content) {
        return Wire.JSON.createObjectNode().set(name, content);
    }

    /** The prefix is optional on the way in, and always there on the way out. */
    static String id(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("0x") ? lower : "0x" + lower;
    }
}

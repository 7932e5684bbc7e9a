package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens a session by model: the best bid whose provider accepts; what the caller learns of it is another matter. */
final class OpenSession {

    private static final int LATE_MILLIS = 500;

    private final NodeState state;
    private final NodeExchange exchange;

    OpenSession(NodeState state, NodeExchange exchange) {
        this.state = state;
        this.exchange = exchange;
    }

    void open(String model) {
        state.opening(exchange.text());
        JsonNode body = exchange.json();
        if (body == null) {
            return;
        }
        String duration = body.path("sessionDuration").asText("");
        if (!duration.matches("[0-9]{1,9}")) {
            exchange.error(400, "Key: 'SessionDuration' Error:Field validation failed on the 'required' tag");
            return;
        }
        Listed.Bid bid = bid(model, body.path("omitProvider").asText(""));
        if (bid == null) {
            return;
        }
        if (Chain.tooShort(Long.parseLong(duration))) {
            exchange.error(500, "execution reverted: SessionTooShort");
            return;
        }
        open(new Order(bid, Long.parseLong(duration), body.path("failover").asBoolean(false)));
    }

    private record Order(Listed.Bid bid, long seconds, boolean failover) {}

    private Listed.@Nullable Bid bid(String model, String omitted) {
        List<Listed.Bid> bids = state.chain().model(model).map(Listed::bids).orElse(List.of());
        if (bids.isEmpty()) {
            exchange.error(500, "no bids available");
            return null;
        }
        for (Listed.Bid bid : bids) {
            boolean own = bid.provider().equals(state.wallet());
            boolean left = bid.provider().equalsIgnoreCase(omitted);
            if (!own && !left && !state.behaviour().is("dead", bid.provider())) {
                return bid;
            }
        }
        exchange.error(
                500, "no provider accepting session: [{" + bids.getFirst().provider() + " connection refused}]");
        return null;
    }

    private void open(Order order) {
        switch (state.behaviour().nextOpen()) {
            case "no-bids" -> exchange.error(500, "no bids available");
            case "no-provider" -> exchange.error(500, "no provider accepting session: [{0xb1 handshake timeout}]");
            case "poor" -> exchange.error(500, "execution reverted: ERC20: transfer amount exceeds balance");
            case "nonce" -> exchange.error(500, "failed to send transaction: nonce too low");
            case "never" -> {}
            case "lost" ->
                state.transact(exchange, () -> {
                    mine(order);
                    exchange.drop();
                });
            case "late" -> {
                state.later(exchange, LATE_MILLIS, () -> mine(order));
                exchange.drop();
            }
            case "timeout" ->
                state.transact(exchange, () -> {
                    mine(order);
                    exchange.error(500, "failed to wait for transaction: context deadline exceeded");
                });
            case "known" ->
                state.transact(exchange, () -> {
                    mine(order);
                    exchange.error(500, "failed to send transaction: already known");
                });
            default ->
                state.transact(exchange, () -> {
                    Session session = mine(order);
                    exchange.json(200, Wire.object(Map.of("sessionID", session.id())));
                });
        }
    }

    private Session mine(Order order) {
        return state.chain().open(state.wallet(), order.bid(), order.seconds(), order.failover());
    }
}

package org.gatehouse.testing.morpheus;

import java.time.Duration;

/** What only the double has, without authentication: orders, and what it has seen. */
final class DoubleRoutes {

    private final NodeState state;

    DoubleRoutes(NodeState state) {
        this.state = state;
    }

    void answer(NodeExchange exchange) {
        switch (exchange.path()) {
            case "/double/stats" -> {}
            case "/double/reset" -> state.reset();
            case "/double/behave" -> state.behaviour().set(exchange.query("steps", ""));
            case "/double/advance" ->
                state.chain().advance(Duration.ofSeconds(Long.parseLong(exchange.query("seconds", "0"))));
            case "/double/open-elsewhere" -> openElsewhere(exchange);
            default -> {
                exchange.error(404, "404 page not found");
                return;
            }
        }
        exchange.json(200, Wire.JSON.valueToTree(state.stats()));
    }

    /** Another gateway with the same wallet opens a session. */
    private void openElsewhere(NodeExchange exchange) {
        var model = state.chain().model(exchange.query("model", Listed.LLAMA)).orElseThrow();
        long seconds = Long.parseLong(exchange.query("seconds", "3600"));
        String user = exchange.query("user", state.wallet());
        state.chain().open(user, model.bids().getFirst(), seconds, false);
    }
}

package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;

/** The endpoints that ask a model: by the headers {@code session_id}, or {@code model_id} for a local model. */
final class Inference {

    private final NodeState state;

    Inference(NodeState state) {
        this.state = state;
    }

    void answer(NodeExchange exchange) {
        switch (exchange.path()) {
            case "/v1/models" -> localModels(exchange);
            case "/v1/chat/completions", "/v1/embeddings" -> ask(exchange);
            default -> exchange.error(404, "404 page not found");
        }
    }

    /** A bare list of local models: neither OpenAI's shape nor the marketplace. */
    private static void localModels(NodeExchange exchange) {
        if (!exchange.is(HttpMethod.GET)) {
            exchange.error(404, "404 page not found");
            return;
        }
        var list = Wire.JSON.createArrayNode();
        list.addObject()
                .put("id", "0x" + "0".repeat(64))
                .put("name", "tinyllama")
                .put("model", "tinyllama")
                .put("apiType", "openai")
                .put("apiUrl", "http://localhost:8080/v1")
                .put("slots", 10)
                .put("capacityPolicy", "simple");
        exchange.json(200, list);
    }

    private void ask(NodeExchange exchange) {
        state.chatting(exchange);
        JsonNode body = exchange.json();
        if (body == null) {
            return;
        }
        String id = exchange.headers().getOrDefault("session_id", "");
        Optional<Session> session = state.chain().session(ChainRoutes.id(id));
        if (id.isEmpty() || session.isEmpty()) {
            exchange.error(500, id.isEmpty() ? "model not found" : "session not found");
            return;
        }
        queue(exchange, body, session.get());
    }

    /** One request at a time for each session; the others wait in the node, and whoever leaves is taken out. */
    private void queue(NodeExchange exchange, JsonNode body, Session session) {
        var script = ChatScript.of(body, state.behaviour().chat());
        var speech = new Speech(state, exchange, session, script, body);
        Runnable work = speech::begin;
        exchange.onGone(() -> session.forget(work));
        session.enter(work);
    }
}

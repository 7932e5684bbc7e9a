package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One answer of a provider as the node passes it on, whole or in frames, sound or broken. */
final class Speech {

    private static final int WHOLE = 1 << 20;
    private static final List<String> CONTROL = List.of(
            "data: provider failed, failover enabled\n\n", "data: new session opened: " + Listed.hash("9e") + "\n\n");

    private final NodeState state;
    private final NodeExchange exchange;
    private final Session session;
    private final ChatScript script;
    private final JsonNode body;
    private final Chunks chunks;
    private boolean over;

    Speech(NodeState state, NodeExchange exchange, Session session, ChatScript script, JsonNode body) {
        this.state = state;
        this.exchange = exchange;
        this.session = session;
        this.script = script;
        this.body = body;
        String chat = exchange.headers().getOrDefault("chat_id", "");
        String prompt = body.path("messages").path(0).path("content").asText("");
        this.chunks = new Chunks(session, chat.isEmpty() ? List.of() : state.history(chat, prompt));
    }

    void begin() {
        state.began();
        exchange.onGone(this::gone);
        exchange.later(script.number("latency", 0), this::answer);
    }

    private void gone() {
        if (!over) {
            over = true;
            // A provider that goes on talking keeps the session busy although nobody listens any more.
            exchange.later(script.number("deaf", 0), () -> {
                state.ended(true);
                session.leave();
            });
        }
    }

    private void finish() {
        if (!over) {
            over = true;
            state.ended(false);
            session.leave();
        }
    }

    private void answer() {
        if (over) {
            return;
        }
        if (!session.open() || state.chain().ended(session)) {
            // The node seldom reports expiry itself; the provider no longer knows the session.
            fail(500, "provider closed connection without sending any data");
        } else if (dying() || script.breaks("infra")) {
            infrastructure();
        } else if (script.breaks("model-error")) {
            modelError();
        } else if (script.breaks("empty")) {
            finish();
            exchange.whole(200, "application/json; charset=utf-8", "");
        } else if (exchange.path().equals("/v1/embeddings")) {
            finish();
            exchange.json(200, chunks.embedding());
        } else if (body.path("stream").asBoolean(false)) {
            stream();
        } else {
            unary();
        }
    }

    private boolean dying() {
        return state.behaviour().is("dying", session.bid().provider());
    }

    /** With its own failover the node goes on with another provider, and says so in the middle of the answer. */
    private void infrastructure() {
        if (session.failover() && body.path("stream").asBoolean(false)) {
            stream();
        } else if (session.failover()) {
            unary();
        } else if (state.behaviour().has("old")) {
            finish();
            exchange.whole(200, "application/json; charset=utf-8", "");
        } else {
            fail(500, "failed to connect to provider: dial tcp 10.1.2.3:3333: i/o timeout");
        }
    }

    private void fail(int status, String message) {
        finish();
        exchange.error(status, message);
    }

    private void modelError() {
        finish();
        ObjectNode error = Wire.JSON.createObjectNode();
        String revealed = script.has("reveal")
                ? " canary-" + exchange.headers().get("authorization") + " http://10.9.8.7:11434 "
                        + body.path("messages")
                : "";
        error.putObject("providerModelError")
                .putObject("error")
                .put("message", "the model's server failed" + revealed)
                .put("type", script.has("type") ? script.text("type") : "upstream_error");
        int status = script.number("status", 0);
        if (status != 0) {
            error.put("statusCode", status);
        }
        exchange.json(status == 0 ? 400 : status, error);
    }

    private void unary() {
        ObjectNode whole = chunks.whole(script.number("chunks", 3));
        finish();
        String control = control() ? String.join("", CONTROL) : "";
        String appended = script.breaks("unary-append") ? "{\"error\":\"provider request failed\"}" : "";
        exchange.whole(200, "application/json; charset=utf-8", control + whole + appended);
    }

    private boolean control() {
        return script.has("control") || (session.failover() && (dying() || script.breaks("infra")));
    }

    private void stream() {
        exchange.streamHead();
        if (control()) {
            CONTROL.forEach(this::write);
        }
        next(0);
    }

    private void next(int spoken) {
        if (over) {
            return;
        }
        int all = script.number("chunks", 3);
        if (breaksAfter(spoken, all)) {
            return;
        }
        if (spoken == all) {
            complete(all);
            return;
        }
        frame(chunks.word(spoken));
        if (script.has("control") && spoken == 0) {
            CONTROL.forEach(this::write);
        }
        exchange.later(script.number("gap", 0), () -> next(spoken + 1));
    }

    private boolean breaksAfter(int spoken, int all) {
        boolean half = spoken == (all + 1) / 2;
        if (half && script.breaks("truncate")) {
            end();
        } else if (half && script.breaks("append")) {
            write("{\"error\":\"read timed out after 3 retries\"}");
            end();
        } else if (half && script.breaks("cut")) {
            finish();
            exchange.drop();
        } else {
            return false;
        }
        return true;
    }

    private void complete(int all) {
        frame(script.has("uncounted") ? chunks.end() : chunks.finish(all));
        if (script.has("usage-chunk")) {
            frame(chunks.usage());
        }
        if (script.breaks("append-late")) {
            write("{\"error\":\"provider request failed\"}");
        } else if (!script.breaks("no-done")) {
            write("data: [DONE]\n\n");
        }
        end();
    }

    private void end() {
        finish();
        exchange.endStream();
    }

    private void frame(JsonNode chunk) {
        write("data: " + chunk + "\n\n");
    }

    private void write(String text) {
        exchange.part(text, script.number("split", WHOLE));
    }
}

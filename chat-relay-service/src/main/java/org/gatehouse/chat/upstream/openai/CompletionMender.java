package org.gatehouse.chat.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Ending;

/** Makes a completion of the dialect out of a whole answer that would break clients. */
final class CompletionMender {

    private final ModelRequest request;
    private final boolean chat;
    private final CallIds ids;

    CompletionMender(ModelRequest request) {
        this.request = request;
        this.chat = request.endpoint() == Endpoint.CHAT;
        this.ids = new CallIds(request.body());
    }

    /** The answer, mended where it needs to be, and without a null error. */
    ObjectNode mended(JsonNode answer) throws IOException {
        ObjectNode filled =
                new AnswerHead(chat ? "chat.completion" : "text_completion", request.model()).fill(answer.deepCopy());
        if (filled.path("error").isNull()) {
            filled.remove("error");
        }
        ChunkMender.usage(filled);
        int position = 0;
        for (JsonNode choice : filled.path("choices")) {
            if (!(choice instanceof ObjectNode object)) {
                throw new NotJsonException("a choice is no object");
            }
            choice(object, position++);
        }
        return filled;
    }

    private void choice(ObjectNode choice, int position) throws IOException {
        if (!choice.path("index").isInt()) {
            choice.put("index", choice.path("index").asInt(position));
        }
        boolean called = false;
        if (chat) {
            ObjectNode message = message(choice);
            SpokenMessage.mend(message);
            MarkedThoughts.mendWhole(message);
            called = calls(message);
        } else if (!choice.path("text").isTextual()) {
            choice.put("text", choice.path("text").asText(""));
        }
        reason(choice, called);
    }

    private static ObjectNode message(ObjectNode choice) throws NotJsonException {
        JsonNode delta = choice.remove("delta");
        JsonNode message = choice.path("message").isObject() || delta == null ? choice.path("message") : delta;
        if (!message.isObject() && filtered(choice)) {
            message = JsonTree.object(); // Gemini has nothing but the reason then
        }
        if (!(message instanceof ObjectNode object)) {
            throw new NotJsonException("a choice without a message");
        }
        choice.set("message", object);
        object.put("role", "assistant");
        if (!object.has("content")) {
            object.putNull("content");
        }
        return object;
    }

    private static boolean filtered(ObjectNode choice) {
        return Ending.of(choice.path("finish_reason").asText("")) == Ending.CONTENT_FILTER;
    }

    /** Whether it calls anything in today's form. */
    private boolean calls(ObjectNode message) throws IOException {
        JsonNode legacy = message.path("function_call");
        JsonNode calls = message.path("tool_calls");
        if (legacy.isObject() && !ChunkMender.asksForLegacyCalls(request.body())) {
            message.remove("function_call");
            if (calls.isEmpty()) {
                calls = JsonTree.array().add(JsonTree.object().set("function", legacy));
            }
        }
        if (!calls.isContainerNode() || calls.isEmpty()) {
            return false;
        }
        ArrayNode whole = JsonTree.array();
        for (JsonNode call : calls.isObject() ? JsonTree.array().add(calls) : calls) {
            whole.add(call(call));
        }
        message.set("tool_calls", whole);
        return true;
    }

    private ObjectNode call(JsonNode entry) throws NotJsonException {
        CallPiece piece = CallPiece.of(entry);
        if (!(entry instanceof ObjectNode given) || (piece.name() == null && !given.has("custom"))) {
            throw new NotJsonException("a tool call without a name");
        }
        ObjectNode call = given.deepCopy();
        call.put("id", ids.own(piece.id()));
        if (given.has("custom")) {
            return call;
        }
        call.put("type", "function").remove("name");
        JsonNode arguments = call.remove("arguments");
        ObjectNode function = call.path("function") instanceof ObjectNode object ? object : call.putObject("function");
        JsonNode told = function.has("arguments") || arguments == null ? function.path("arguments") : arguments;
        function.put("name", piece.name()).put("arguments", ArgumentText.whole(told));
        return call;
    }

    private static void reason(ObjectNode choice, boolean called) {
        JsonNode given = choice.path("finish_reason");
        Ending ending = given.isTextual() ? Ending.of(given.asText()) : Ending.NONE;
        if (!ending.good()) {
            choice.put("finish_reason", (called ? Ending.TOOL_CALLS : Ending.STOP).inOpenAi());
        } else if (!given.asText().equals(ending.inOpenAi())) {
            choice.put("finish_reason", ending.inOpenAi()).put("native_finish_reason", given.asText());
        }
    }
}

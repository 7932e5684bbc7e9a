package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.translate.Conversion;
import org.jspecify.annotations.Nullable;

/** A chat completion as a response: one output item is open at a time, every event has its number. */
final class ResponseAnswer implements Conversion {

    private final ResponseObject response;
    private final Tools tools;
    private final ResponseEvents events = new ResponseEvents();
    private boolean started;
    private @Nullable OutputItem open;
    private int tool = -1;
    private String finishReason = "stop";
    private @Nullable JsonNode usage;

    ResponseAnswer(ResponseObject response, Tools tools) {
        this.response = response;
        this.tools = tools;
    }

    @Override
    public void event(JsonNode chunk, Out out) throws IOException {
        start(out);
        if (chunk.path("usage").isObject()) {
            usage = chunk.path("usage");
        }
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        String said = delta.path("content").asText(delta.path("refusal").asText(""));
        if (!said.isEmpty()) {
            text(said, out);
        }
        for (JsonNode call : delta.path("tool_calls")) {
            call(call, out);
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").asText();
        }
    }

    private void start(Out out) {
        if (!started) {
            started = true;
            events.response("response.created", response.inProgress(), out);
            events.response("response.in_progress", response.inProgress(), out);
        }
    }

    private int index() {
        return response.output().size();
    }

    private void text(String said, Out out) {
        if (!(open instanceof OutputItem.Message)) {
            close(out);
            begin(OutputItem.Message.fresh(), out);
        }
        if (open instanceof OutputItem.Message message) {
            message.text().append(said);
            events.delta("response.output_text.delta", message.id(), index(), said, out);
        }
    }

    private void call(JsonNode call, Out out) throws IOException {
        int number = call.path("index").asInt(0);
        JsonNode function = call.path("function");
        if (number < tool) {
            throw new NotJsonException("a tool call goes on after the next one began");
        }
        if (number > tool || !(open instanceof OutputItem.Call)) {
            if (!function.path("name").isTextual()) {
                throw new NotJsonException("a tool call without a name");
            }
            close(out);
            tool = number;
            String id = call.path("id").asText("call_" + number);
            begin(OutputItem.Call.fresh(id, tools.called(function.path("name").asText())), out);
        }
        String piece = function.path("arguments").asText("");
        if (open instanceof OutputItem.Call item && !piece.isEmpty()) {
            item.arguments().append(piece);
            if (item.tool().kind() == Called.Kind.FUNCTION) {
                events.delta("response.function_call_arguments.delta", item.id(), index(), piece, out);
            }
        }
    }

    private void begin(OutputItem item, Out out) {
        open = item;
        events.item("response.output_item.added", index(), item.started(), out);
        if (item instanceof OutputItem.Message message) {
            events.part("response.content_part.added", message.id(), index(), "", out);
        }
    }

    private void close(Out out) {
        OutputItem item = open;
        if (item == null) {
            return;
        }
        open = null;
        switch (item) {
            case OutputItem.Message message -> {
                events.text(message, index(), out);
                events.part(
                        "response.content_part.done",
                        message.id(),
                        index(),
                        message.text().toString(),
                        out);
            }
            case OutputItem.Call call -> events.arguments(call, index(), out);
        }
        ObjectNode completed = item.completed();
        events.item("response.output_item.done", index(), completed, out);
        response.output().add(completed);
    }

    @Override
    public void end(Out out) {
        start(out);
        close(out);
        ObjectNode finished = response.finished(finishReason, usage);
        events.response("response." + finished.path("status").asText(), finished, out);
    }

    @Override
    public JsonNode whole(JsonNode completion) throws IOException {
        JsonNode choice = completion.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw new NotJsonException("a completion without a message");
        }
        String text = message.path("content").asText(message.path("refusal").asText(""));
        if (!text.isEmpty()) {
            var item = OutputItem.Message.fresh();
            item.text().append(text);
            response.output().add(item.completed());
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            var item = OutputItem.Call.fresh(
                    call.path("id").asText(), tools.called(function.path("name").asText()));
            item.arguments().append(function.path("arguments").asText(""));
            response.output().add(item.completed());
        }
        JsonNode cost = completion.path("usage");
        return response.finished(choice.path("finish_reason").asText("stop"), cost.isObject() ? cost : null);
    }
}

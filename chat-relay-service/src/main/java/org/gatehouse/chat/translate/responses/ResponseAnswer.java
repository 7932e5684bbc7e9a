package org.gatehouse.chat.translate.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.json.JsonExtent;
import org.gatehouse.chat.json.NotJsonException;
import org.gatehouse.chat.translate.Conversion;
import org.gatehouse.chat.translate.InOrder;
import org.gatehouse.chat.translate.Thoughts;
import org.gatehouse.chat.upstream.Ending;
import org.jspecify.annotations.Nullable;

/** A chat completion as a response: one output item is open at a time, every event has its number. */
final class ResponseAnswer implements Conversion {

    private final ResponseObject response;
    private final Tools tools;
    private final List<OutputItem.Picture> pictures = new ArrayList<>();
    private @Nullable Streamed streamed;
    private String finishReason = "";
    private long keptChars;
    private @Nullable JsonNode usage;

    ResponseAnswer(ResponseObject response, Tools tools) {
        this.response = response;
        this.tools = tools;
    }

    private record Streamed(ResponseEvents events, OpenItems items, InOrder parts) {}

    @Override
    public void event(JsonNode chunk, Out out) throws IOException {
        InOrder parts = start(out).parts();
        if (chunk.path("usage").isObject()) {
            usage = chunk.path("usage");
        }
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        say(parts, InOrder.Kind.THOUGHT, Thoughts.in(delta));
        say(parts, InOrder.Kind.TEXT, delta.path("content").asText(""));
        say(parts, InOrder.Kind.REFUSAL, delta.path("refusal").asText(""));
        for (OutputItem.Picture picture : picturesIn(delta)) {
            keptChars += picture.base64().length();
            pictures.add(picture);
        }
        for (JsonNode call : delta.path("tool_calls")) {
            keptChars += call.path("function").path("arguments").asText("").length();
            parts.call(call);
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").asText();
        }
    }

    private void say(InOrder parts, InOrder.Kind kind, String text) throws IOException {
        keptChars += text.length();
        parts.say(kind, text);
    }

    @Override
    public long keptChars() {
        return keptChars;
    }

    private Streamed start(Out out) {
        Streamed begun = streamed;
        if (begun == null) {
            var events = new ResponseEvents(out);
            var items = new OpenItems(response, tools, events);
            begun = new Streamed(events, items, new InOrder(items));
            streamed = begun;
            events.response("response.created", response.inProgress());
            events.response("response.in_progress", response.inProgress());
        }
        return begun;
    }

    @Override
    public void end(Out out) throws IOException {
        Streamed begun = start(out);
        begun.parts().end(Ending.of(finishReason) == Ending.LENGTH);
        begun.items().closeText();
        pictures.forEach(begun.items()::picture);
        ObjectNode finished = response.finished(finishReason, usage);
        begun.events().response("response." + finished.path("status").asText(), finished);
    }

    @Override
    public JsonNode whole(JsonNode completion) throws IOException {
        JsonNode choice = completion.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw new NotJsonException("a completion without a message");
        }
        add(OutputItem.Text.Kind.THOUGHT, Thoughts.in(message));
        add(OutputItem.Text.Kind.ANSWER, message.path("content").asText(""));
        add(OutputItem.Text.Kind.REFUSAL, message.path("refusal").asText(""));
        String reason = choice.path("finish_reason").asText("");
        for (JsonNode call : message.path("tool_calls")) {
            response.output().add(call(call, Ending.of(reason) == Ending.LENGTH));
        }
        picturesIn(message).forEach(picture -> response.output().add(picture.completed()));
        JsonNode cost = completion.path("usage");
        return response.finished(reason, cost.isObject() ? cost : null);
    }

    private void add(OutputItem.Text.Kind kind, String text) {
        if (!text.isEmpty()) {
            var item = OutputItem.Text.fresh(kind);
            item.text().append(text);
            response.output().add(item.completed());
        }
    }

    private ObjectNode call(JsonNode call, boolean limited) {
        JsonNode function = call.path("function");
        var item = OutputItem.Call.fresh(
                call.path("id").asText(), tools.called(function.path("name").asText()));
        item.arguments().append(function.path("arguments").asText(""));
        var extent = new JsonExtent();
        extent.add(item.arguments().toString());
        return limited && !extent.complete() ? item.cut() : item.completed();
    }

    /** Pictures as OpenRouter's servers and Gemini's give them. */
    private static List<OutputItem.Picture> picturesIn(JsonNode message) {
        var found = new ArrayList<OutputItem.Picture>();
        for (JsonNode picture : message.path("images")) {
            JsonNode url = picture.path("image_url");
            found.add(OutputItem.Picture.of(url.path("url").asText(url.asText(""))));
        }
        return found;
    }
}

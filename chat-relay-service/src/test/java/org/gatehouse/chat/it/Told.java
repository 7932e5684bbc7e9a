package org.gatehouse.chat.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gatehouse.testing.net.RawResponse;

/**
 * What a client of one dialect understands of an answer, streamed or whole, read as strictly as the official SDKs do.
 *
 * @param text the answer's text, refusals included
 * @param calls name and arguments of each tool call
 * @param ids the ids of the calls
 * @param reason why it ended, in the dialect's words
 * @param tokens what it cost, in and out
 * @param outcome {@code ok}, {@code cut}, or the status of an error
 */
record Told(
        String text,
        String thought,
        List<String> calls,
        List<String> ids,
        String reason,
        String tokens,
        String outcome,
        String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Told of(Surface surface, RawResponse response) {
        var reader = new Reader(surface, response.body());
        if (response.status() != 200) {
            return reader.told(Integer.toString(response.status()));
        }
        if (!response.header("content-type").orElse("").startsWith("text/event-stream")) {
            reader.whole(json(response.body()));
            return reader.told("ok");
        }
        for (String frame : response.body().replace("\r\n", "\n").split("\n\n", -1)) {
            String data = frame.lines()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring(5).strip())
                    .findFirst()
                    .orElse("");
            if (data.startsWith("{")) {
                reader.event(json(data));
            }
        }
        if (surface == Surface.RESPONSES && reader.reason.equals("incomplete")) {
            return reader.told("ok");
        }
        return reader.told(surface.verdict(response).startsWith("neither") ? "neither" : surface.verdict(response));
    }

    /** The words that a dialect has for why an answer ended. */
    static String reasons(Surface surface) {
        return switch (surface) {
            case CHAT -> "stop|length|tool_calls|content_filter|function_call";
            case MESSAGES -> "end_turn|max_tokens|tool_use|refusal|stop_sequence";
            case RESPONSES -> "completed|incomplete";
        };
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static final class Reader {

        private final Surface surface;
        private final String body;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thought = new StringBuilder();
        private final List<String> ids = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final TreeMap<Integer, StringBuilder> arguments = new TreeMap<>();
        private String reason = "";
        private String tokens = "";

        private Reader(Surface surface, String body) {
            this.surface = surface;
            this.body = body;
        }

        private Told told(String outcome) {
            var calls = new ArrayList<String>();
            for (int i = 0; i < names.size(); i++) {
                calls.add(names.get(i) + arguments.get(i));
            }
            return new Told(text.toString(), thought.toString(), calls, ids, reason, tokens, outcome, body);
        }

        private void call(String id, String name, String said) {
            ids.add(id);
            names.add(name);
            arguments.put(names.size() - 1, new StringBuilder(said));
        }

        private void argue(int call, String more) {
            arguments.computeIfAbsent(call, number -> new StringBuilder()).append(more);
        }

        private void whole(JsonNode answer) {
            switch (surface) {
                case CHAT -> {
                    JsonNode message = answer.at("/choices/0/message");
                    chat(message);
                    reason = answer.at("/choices/0/finish_reason").asText();
                    tokens(answer.path("usage"), "prompt_tokens", "completion_tokens");
                }
                case MESSAGES -> {
                    answer.path("content").forEach(this::block);
                    reason = answer.path("stop_reason").asText();
                    tokens(answer.path("usage"), "input_tokens", "output_tokens");
                }
                case RESPONSES -> response(answer);
            }
        }

        private void response(JsonNode answer) {
            for (JsonNode item : answer.path("output")) {
                item.path("content").forEach(part -> {
                    String words = part.path("text").asText(part.path("refusal").asText());
                    (item.path("type").asText().equals("reasoning") ? thought : text).append(words);
                });
                if (item.path("type").asText().equals("function_call")) {
                    call(
                            item.path("call_id").asText(null),
                            item.path("name").asText(),
                            item.path("arguments").asText());
                }
            }
            reason = answer.path("status").asText();
            tokens(answer.path("usage"), "input_tokens", "output_tokens");
        }

        private void block(JsonNode block) {
            text.append(block.path("text").asText(""));
            thought.append(block.path("thinking").asText(""));
            if (block.path("type").asText().equals("tool_use")) {
                String input =
                        block.path("input").isEmpty() ? "" : block.path("input").toString();
                call(block.path("id").asText(null), block.path("name").asText(), input.isEmpty() ? "{}" : input);
            }
        }

        private void chat(JsonNode message) {
            text.append(message.path("content").asText(""))
                    .append(message.path("refusal").asText(""));
            thought.append(thought(message));
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode function = call.path("function");
                if (call.path("index").asInt(names.size()) >= names.size()) {
                    call(call.path("id").asText(null), function.path("name").asText(), "");
                }
                argue(
                        call.path("index").asInt(names.size() - 1),
                        function.path("arguments").asText());
            }
        }

        /** Clients know one of these names each; what passes keeps the upstream's. */
        private static String thought(JsonNode message) {
            for (String name : List.of("reasoning_content", "reasoning", "thinking")) {
                if (message.path(name).isTextual()) {
                    return message.path(name).asText();
                }
            }
            var details = new StringBuilder();
            for (JsonNode detail : message.path("reasoning_details")) {
                details.append(detail.path("text").asText(detail.path("summary").asText()));
            }
            return details.toString();
        }

        private void tokens(JsonNode usage, String in, String out) {
            if (usage.isObject()) {
                tokens = usage.path(in).asText() + "/" + usage.path(out).asText();
            }
        }

        private void event(JsonNode event) {
            switch (surface) {
                case CHAT -> {
                    JsonNode choice = event.at("/choices/0");
                    chat(choice.path("delta"));
                    reason = choice.path("finish_reason").asText(reason).replace("null", reason);
                    tokens(event.path("usage"), "prompt_tokens", "completion_tokens");
                }
                case MESSAGES -> message(event);
                case RESPONSES -> {
                    if (event.path("type").asText().matches("response\\.(completed|incomplete)")) {
                        response(event.path("response"));
                    }
                }
            }
        }

        private void message(JsonNode event) {
            switch (event.path("type").asText()) {
                case "content_block_start" -> {
                    block(event.path("content_block"));
                    if (event.at("/content_block/type").asText().equals("tool_use")) {
                        arguments.put(names.size() - 1, new StringBuilder());
                    }
                }
                case "content_block_delta" -> {
                    text.append(event.at("/delta/text").asText(""));
                    thought.append(event.at("/delta/thinking").asText(""));
                    if (event.at("/delta/type").asText().equals("input_json_delta")) {
                        argue(names.size() - 1, event.at("/delta/partial_json").asText());
                    }
                }
                case "message_delta" -> {
                    reason = event.at("/delta/stop_reason").asText();
                    tokens(event.path("usage"), "input_tokens", "output_tokens");
                }
                default -> {}
            }
        }
    }
}

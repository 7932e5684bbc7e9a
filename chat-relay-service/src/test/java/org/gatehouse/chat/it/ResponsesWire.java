package org.gatehouse.chat.it;

import static org.gatehouse.chat.it.Chunks.text;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.it.PairAnswer.Part;
import org.gatehouse.chat.it.WireUpstream.Said;

/** An answer as upstreams of OpenAI's Responses dialect give it; in a stream only the events that carry a whole item. */
final class ResponsesWire {

    private ResponsesWire() {}

    static Said streamed(PairAnswer answer) {
        var lines = new StringBuilder("{\"type\":\"response.created\",\"sequence_number\":0,\"response\":"
                + response("in_progress", List.of(), false, "") + "}\n");
        int number = 1;
        List<String> items = items(answer);
        for (int index = 0; index < items.size(); index++) {
            for (String type : List.of("response.output_item.added", "response.output_item.done")) {
                lines.append("{\"type\":\"%s\",\"sequence_number\":%d,\"output_index\":%d,\"item\":%s}%n"
                        .formatted(type, number++, index, items.get(index)));
            }
        }
        lines.append("{\"type\":\"response.%s\",\"sequence_number\":%d,\"response\":%s}%n"
                .formatted(status(answer), number, done(answer)));
        return Said.named(lines.toString());
    }

    static Said whole(PairAnswer answer) {
        return Said.json(done(answer));
    }

    private static String status(PairAnswer answer) {
        return answer.end().in(Surface.RESPONSES);
    }

    private static String done(PairAnswer answer) {
        String reason = switch (answer.end()) {
            case LENGTH -> "max_output_tokens";
            case FILTER -> "content_filter";
            case STOP, CALLS -> "";
        };
        return response(status(answer), items(answer), true, reason);
    }

    private static String response(String status, List<String> items, boolean usage, String reason) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1700000000,\"model\":\"m\",\"status\":\""
                + status
                + "\",\"error\":null,\"incomplete_details\":"
                + (reason.isEmpty() ? "null" : "{\"reason\":\"" + reason + "\"}")
                + ",\"instructions\":null,\"metadata\":{},\"parallel_tool_calls\":true,\"temperature\":1,\"top_p\":1,"
                + "\"tool_choice\":\"auto\",\"tools\":[],\"output\":[" + String.join(",", items) + "],\"usage\":"
                + (usage
                        ? "{\"input_tokens\":%d,\"output_tokens\":%d,\"total_tokens\":%d}"
                                .formatted(PairAnswer.IN, PairAnswer.OUT, PairAnswer.IN + PairAnswer.OUT)
                        : "null")
                + "}";
    }

    private static List<String> items(PairAnswer answer) {
        var items = new ArrayList<String>();
        for (Part part : answer.parts()) {
            String id = "\"id\":\"item_" + items.size() + "\",\"status\":\"completed\",";
            items.add(
                    switch (part) {
                        case Part.Words(String words) ->
                            "{\"type\":\"message\"," + id
                                    + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\","
                                    + "\"annotations\":[],\"text\":" + text(words) + "}]}";
                        case Part.Refusal(String words) ->
                            "{\"type\":\"message\"," + id + "\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\","
                                    + "\"refusal\":" + text(words) + "}]}";
                        case Part.Thought(String words) ->
                            "{\"type\":\"reasoning\"," + id
                                    + "\"summary\":[],\"content\":[{\"type\":\"reasoning_text\"," + "\"text\":"
                                    + text(words) + "}]}";
                        case Part.Call(String call, String arguments) ->
                            "{\"type\":\"function_call\"," + id + "\"call_id\":\"" + call
                                    + "\",\"name\":\"look\",\"arguments\":" + text(arguments) + "}";
                    });
        }
        return items;
    }
}

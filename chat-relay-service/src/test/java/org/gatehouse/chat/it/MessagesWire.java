package org.gatehouse.chat.it;

import static org.gatehouse.chat.it.Chunks.text;

import java.util.ArrayList;
import org.gatehouse.chat.it.PairAnswer.Part;
import org.gatehouse.chat.it.WireUpstream.Said;

/** An answer as Anthropic gives it; a refusal is a reason there, and its words are text. */
final class MessagesWire {

    private static final String HEAD = "\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",";

    private MessagesWire() {}

    static Said streamed(PairAnswer answer) {
        var lines = new StringBuilder("{\"type\":\"message_start\",\"message\":{" + HEAD
                + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":"
                + PairAnswer.IN + ",\"output_tokens\":1}}}\n");
        int index = 0;
        for (Part part : answer.parts()) {
            lines.append("{\"type\":\"content_block_start\",\"index\":")
                    .append(index)
                    .append(",\"content_block\":")
                    .append(block(part, false))
                    .append("}\n");
            for (String delta : deltas(part)) {
                lines.append("{\"type\":\"content_block_delta\",\"index\":")
                        .append(index)
                        .append(",\"delta\":")
                        .append(delta)
                        .append("}\n");
            }
            lines.append("{\"type\":\"content_block_stop\",\"index\":")
                    .append(index++)
                    .append("}\n");
        }
        lines.append("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"")
                .append(answer.end().in(Surface.MESSAGES))
                .append("\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":")
                .append(PairAnswer.IN)
                .append(",\"output_tokens\":")
                .append(PairAnswer.OUT)
                .append("}}\n{\"type\":\"message_stop\"}\n");
        return Said.named(lines.toString());
    }

    static Said whole(PairAnswer answer) {
        var blocks = new ArrayList<String>();
        answer.parts().forEach(part -> blocks.add(block(part, true)));
        return Said.json("{" + HEAD + "\"content\":[" + String.join(",", blocks) + "],\"stop_reason\":\""
                + answer.end().in(Surface.MESSAGES) + "\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":"
                + PairAnswer.IN + ",\"output_tokens\":" + PairAnswer.OUT + "}}");
    }

    private static String block(Part part, boolean whole) {
        return switch (part) {
            case Part.Words(String words) -> "{\"type\":\"text\",\"text\":" + text(whole ? words : "") + "}";
            case Part.Refusal(String words) -> "{\"type\":\"text\",\"text\":" + text(whole ? words : "") + "}";
            case Part.Thought(String words) ->
                "{\"type\":\"thinking\",\"thinking\":" + text(whole ? words : "") + ",\"signature\":\""
                        + (whole ? "c2ln" : "") + "\"}";
            case Part.Call(String id, String arguments) ->
                "{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"look\",\"input\":" + (whole ? arguments : "{}")
                        + "}";
        };
    }

    private static String[] deltas(Part part) {
        return switch (part) {
            case Part.Words(String words) -> new String[] {"{\"type\":\"text_delta\",\"text\":" + text(words) + "}"};
            case Part.Refusal(String words) -> new String[] {"{\"type\":\"text_delta\",\"text\":" + text(words) + "}"};
            case Part.Thought(String words) ->
                new String[] {
                    "{\"type\":\"thinking_delta\",\"thinking\":" + text(words) + "}",
                    "{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}"
                };
            case Part.Call(String _, String arguments) ->
                new String[] {"{\"type\":\"input_json_delta\",\"partial_json\":" + text(arguments) + "}"};
        };
    }
}

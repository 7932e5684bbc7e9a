package org.gatehouse.chat.it;

import static org.gatehouse.chat.it.Chunks.text;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.chat.it.PairAnswer.Part;
import org.gatehouse.chat.it.WireUpstream.Said;

/** An answer as upstreams of OpenAI's chat dialect give it. */
final class ChatWire {

    private static final String USAGE = "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
            .formatted(PairAnswer.IN, PairAnswer.OUT, PairAnswer.IN + PairAnswer.OUT);

    private ChatWire() {}

    static Said streamed(PairAnswer answer) {
        var lines = new StringBuilder(Chunks.delta("{\"role\":\"assistant\"}"));
        int calls = 0;
        for (Part part : answer.parts()) {
            lines.append(
                    switch (part) {
                        case Part.Call(String id, String arguments) ->
                            Chunks.calls(Chunks.entry(Integer.toString(calls++), id, "look", text(arguments)));
                        default -> Chunks.delta("{" + member(part) + "}");
                    });
        }
        lines.append(Chunks.end(answer.end().in(Surface.CHAT)))
                .append(
                        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\","
                                + "\"choices\":[],")
                .append(USAGE)
                .append("}\n");
        return Said.chunks(lines.toString());
    }

    static Said whole(PairAnswer answer) {
        var members = new ArrayList<String>(List.of("\"role\":\"assistant\""));
        var calls = new ArrayList<String>();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Call(String id, String arguments)) {
                calls.add(Chunks.entry("", id, "look", text(arguments)));
            } else if (!(part instanceof Part.Words)) {
                members.add(member(part));
            }
        }
        String words = answer.words();
        members.add("\"content\":" + (words.isEmpty() ? "null" : text(words)));
        if (!calls.isEmpty()) {
            members.add("\"tool_calls\":[" + String.join(",", calls) + "]");
        }
        return Said.json("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"message\":{" + String.join(",", members) + "},\"finish_reason\":\""
                + answer.end().in(Surface.CHAT) + "\"}]," + USAGE + "}");
    }

    private static String member(Part part) {
        return switch (part) {
            case Part.Words(String words) -> "\"content\":" + text(words);
            case Part.Thought(String words) -> "\"reasoning_content\":" + text(words);
            case Part.Refusal(String words) -> "\"refusal\":" + text(words);
            case Part.Call _ -> throw new IllegalArgumentException("a call is an entry of a list");
        };
    }
}

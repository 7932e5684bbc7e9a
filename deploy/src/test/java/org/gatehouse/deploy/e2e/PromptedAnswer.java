package org.gatehouse.deploy.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.gatehouse.deploy.e2e.Turn.Call;

/**
 * One answer, whole and as the events of a stream: a text, or a call of a tool.
 *
 * @param whole the body of an answer that is not streamed
 * @param streamed all events as they stand in a stream
 */
record PromptedAnswer(JsonNode whole, String streamed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Such that a client that keeps its conversations short does so soon. */
    private static final int INPUT_TOKENS = 5_000;

    static PromptedAnswer chat(JsonNode body, Turn turn) {
        var call = turn.call().orElse(null);
        var message = "{\"role\":\"assistant\",\"content\":%s%s}"
                .formatted(
                        call == null ? quoted(turn.answer()) : "null", call == null ? "" : "," + toolCall(call, true));
        var head = "\"id\":\"%s\",\"created\":1700000000,\"model\":%s".formatted(id("chatcmpl"), body.path("model"));
        var reason = call == null ? "stop" : "tool_calls";
        var usage = "{\"prompt_tokens\":%1$d,\"completion_tokens\":9,\"total_tokens\":%2$d}"
                .formatted(INPUT_TOKENS, INPUT_TOKENS + 9);
        var whole = """
                {%s,"object":"chat.completion","choices":[{"index":0,"message":%s,"logprobs":null,"finish_reason":"%s"}],\
                "usage":%s}""".formatted(head, message, reason, usage);
        var chunk = "data: {%s,\"object\":\"chat.completion.chunk\",\"choices\":[%s]%s}\n\n";
        return new PromptedAnswer(
                tree(whole),
                chunk.formatted(head, delta("{\"role\":\"assistant\",\"content\":\"\"}"), "")
                        + (call == null
                                ? chunk.formatted(head, delta("{\"content\":" + quoted(turn.answer()) + "}"), "")
                                : chunk.formatted(head, delta("{" + toolCall(call, false) + "}"), "")
                                        + chunk.formatted(head, delta(arguments(call)), ""))
                        + chunk.formatted(head, "{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}", "")
                        + chunk.formatted(head, "", ",\"usage\":" + usage)
                        + "data: [DONE]\n\n");
    }

    static PromptedAnswer messages(JsonNode body, Turn turn) {
        var call = turn.call().orElse(null);
        var block = call == null
                ? "{\"type\":\"text\",\"text\":" + quoted(turn.answer()) + "}"
                : block(call, call.arguments().toString());
        var opened = call == null ? "{\"type\":\"text\",\"text\":\"\"}" : block(call, "{}");
        var delta = call == null
                ? "{\"type\":\"text_delta\",\"text\":" + quoted(turn.answer()) + "}"
                : "{\"type\":\"input_json_delta\",\"partial_json\":"
                        + quoted(call.arguments().toString()) + "}";
        var reason = call == null ? "end_turn" : "tool_use";
        var message = """
                {"id":"%s","type":"message","role":"assistant","model":%s,"content":[%%s],"stop_reason":%%s,"stop_sequence":null,\
                "usage":{"input_tokens":%d,"output_tokens":9}}""".formatted(id("msg"), body.path("model"), INPUT_TOKENS);
        return new PromptedAnswer(
                tree(message.formatted(block, quoted(reason))),
                event("message_start", "\"message\":" + message.formatted("", "null"))
                        + event("content_block_start", "\"index\":0,\"content_block\":" + opened)
                        + event("content_block_delta", "\"index\":0,\"delta\":" + delta)
                        + event("content_block_stop", "\"index\":0")
                        + event(
                                "message_delta",
                                "\"delta\":{\"stop_reason\":\"" + reason
                                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}")
                        + event("message_stop", ""));
    }

    static PromptedAnswer responses(JsonNode body, Turn turn) {
        var id = id("item");
        var text = turn.call().isPresent() ? null : turn.answer();
        var item = text == null ? item(id, turn.call().orElseThrow()) : message(id, part(text));
        var response = """
                {"id":"%s","object":"response","created_at":1700000000,"status":"%%s","error":null,"incomplete_details":null,\
                "instructions":null,"metadata":{},"model":%s,"output":[%%s],"parallel_tool_calls":true,"temperature":1.0,\
                "tool_choice":"auto","tools":[],"top_p":1.0,"store":false,"usage":{"input_tokens":%d,"input_tokens_details":\
                {"cached_tokens":0},"output_tokens":9,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":%d}}""".formatted(id("resp"), body.path("model"), INPUT_TOKENS, INPUT_TOKENS + 9);
        return new PromptedAnswer(
                tree(response.formatted("completed", item)),
                event("response.created", "\"sequence_number\":0,\"response\":" + response.formatted("in_progress", ""))
                        + event(
                                "response.output_item.added",
                                "\"sequence_number\":1,\"output_index\":0,\"item\":"
                                        + (text == null ? item : message(id, "")))
                        + (text == null ? "" : spoken(id, text))
                        + event(
                                "response.output_item.done",
                                "\"sequence_number\":5,\"output_index\":0,\"item\":" + item)
                        + event(
                                "response.completed",
                                "\"sequence_number\":6,\"response\":" + response.formatted("completed", item)));
    }

    private static String delta(String delta) {
        return "{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}";
    }

    /** The member {@code tool_calls}, with the arguments or, where these follow in a piece of their own, without. */
    private static String toolCall(Call call, boolean whole) {
        return "\"tool_calls\":[{\"index\":0,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":%s,\"arguments\":%s}}]"
                .formatted(
                        id("call"),
                        quoted(call.tool()),
                        quoted(whole ? call.arguments().toString() : ""));
    }

    private static String arguments(Call call) {
        return "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
                + quoted(call.arguments().toString()) + "}}]}";
    }

    private static String message(String id, String content) {
        return "{\"type\":\"message\",\"id\":\"%s\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":[%s]}"
                .formatted(id, content);
    }

    private static String part(String text) {
        return "{\"type\":\"output_text\",\"text\":" + quoted(text) + ",\"annotations\":[],\"logprobs\":[]}";
    }

    private static String spoken(String id, String text) {
        var place = ",\"item_id\":\"" + id + "\",\"output_index\":0,\"content_index\":0,";
        return event("response.content_part.added", "\"sequence_number\":2" + place + "\"part\":" + part(""))
                + event(
                        "response.output_text.delta",
                        "\"sequence_number\":3" + place + "\"logprobs\":[],\"delta\":" + quoted(text))
                + event(
                        "response.output_text.done",
                        "\"sequence_number\":4" + place + "\"logprobs\":[],\"text\":" + quoted(text));
    }

    private static String block(Call call, String input) {
        return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":%s,\"input\":%s}"
                .formatted(id("toolu"), quoted(call.tool()), input);
    }

    /** The item of a call; a tool whose input is a text, not JSON, has it in the argument {@code input}. */
    private static String item(String id, Call call) {
        var offer = call.offer();
        var kind = offer.isFreeform() ? "custom_tool_call" : "function_call";
        var input = offer.isFreeform()
                ? "\"input\":" + call.arguments().path("input")
                : "\"arguments\":" + quoted(call.arguments().toString());
        var namespace = offer.namespace() == null ? "" : ",\"namespace\":" + quoted(offer.namespace());
        return "{\"type\":\"%s\",\"id\":\"%s\",\"call_id\":\"%s\",\"status\":\"completed\",\"name\":%s,%s%s}"
                .formatted(kind, id, id("call"), quoted(call.tool()), input, namespace);
    }

    private static String event(String type, String members) {
        return "event: %1$s\ndata: {\"type\":\"%1$s\"%2$s}\n\n".formatted(type, members.isEmpty() ? "" : "," + members);
    }

    private static String id(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }
}

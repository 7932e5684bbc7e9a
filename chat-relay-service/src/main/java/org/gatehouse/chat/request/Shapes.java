package org.gatehouse.chat.request;

import static java.util.Map.entry;
import static org.gatehouse.chat.request.Shape.FLAG;
import static org.gatehouse.chat.request.Shape.LIST;
import static org.gatehouse.chat.request.Shape.NUMBER;
import static org.gatehouse.chat.request.Shape.OBJECT;
import static org.gatehouse.chat.request.Shape.TEXT;
import static org.gatehouse.chat.request.Shape.list;
import static org.gatehouse.chat.request.Shape.object;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of all members that somebody here reads, of each endpoint's requests; ranges and words are the upstream's to judge. */
final class Shapes {

    private static final Map<String, Shape> SAMPLING = Map.of("temperature", NUMBER, "top_p", NUMBER);
    private static final Shape SCHEMA = object(Map.of("name", TEXT, "schema", OBJECT, "strict", FLAG));
    private static final Shape TEXTS = list(TEXT);

    private static final Map<Endpoint, Map<String, Shape>> ALL = all();

    private Shapes() {}

    /** Of that member; null where it may be anything. */
    static @Nullable Shape of(Endpoint endpoint, String member) {
        return ALL.getOrDefault(endpoint, Map.of()).get(member);
    }

    private static Map<Endpoint, Map<String, Shape>> all() {
        var all = new EnumMap<Endpoint, Map<String, Shape>>(Endpoint.class);
        all.put(Endpoint.CHAT, with(SAMPLING, chat()));
        all.put(Endpoint.COMPLETIONS, with(SAMPLING, completions()));
        all.put(Endpoint.EMBEDDINGS, embeddings());
        all.put(Endpoint.RESPONSES, with(SAMPLING, responses()));
        all.put(Endpoint.MESSAGES, with(SAMPLING, messages()));
        all.put(Endpoint.COUNT_TOKENS, with(SAMPLING, messages()));
        return all;
    }

    private static Map<String, Shape> with(Map<String, Shape> some, Map<String, Shape> others) {
        var both = new HashMap<>(some);
        both.putAll(others);
        return both;
    }

    private static Map<String, Shape> chat() {
        Shape function = object(Map.of("name", TEXT, "description", TEXT, "parameters", OBJECT, "strict", FLAG));
        Shape choice = object(Map.of("type", TEXT, "function", object(Map.of("name", TEXT))));
        return Map.ofEntries(
                entry("messages", list(chatTurn()).filled()),
                entry("tools", list(object(Map.of("type", TEXT, "function", function)))),
                entry("functions", list(function)),
                entry("tool_choice", TEXT.or(choice)),
                entry("function_call", TEXT.or(OBJECT)),
                entry("response_format", object(Map.of("type", TEXT, "json_schema", SCHEMA))),
                entry("stop", TEXT.or(TEXTS)),
                entry("logprobs", FLAG),
                entry("audio", OBJECT),
                entry("modalities", TEXTS),
                entry("parallel_tool_calls", FLAG),
                entry("reasoning_effort", TEXT));
    }

    private static Shape chatTurn() {
        Shape part = object(Map.of(
                "type", TEXT,
                "text", TEXT,
                "refusal", TEXT,
                "image_url", TEXT.or(object(Map.of("url", TEXT))),
                "file", object(Map.of("file_data", TEXT, "filename", TEXT))));
        Shape function = object(Map.of("name", TEXT, "arguments", TEXT.or(OBJECT)));
        return object(Map.of(
                "role", TEXT,
                "name", TEXT,
                "tool_call_id", TEXT,
                "refusal", TEXT,
                "content", TEXT.or(list(part)),
                "tool_calls", list(object(Map.of("id", TEXT, "function", function, "custom", OBJECT)))));
    }

    private static Map<String, Shape> completions() {
        return Map.of("prompt", TEXT.or(LIST), "stop", TEXT.or(TEXTS), "suffix", TEXT);
    }

    private static Map<String, Shape> embeddings() {
        return Map.of("input", TEXT.or(LIST), "encoding_format", TEXT, "dimensions", NUMBER);
    }

    private static Map<String, Shape> responses() {
        Shape tool = object(Map.of(
                "type", TEXT,
                "name", TEXT,
                "description", TEXT,
                "parameters", OBJECT,
                "strict", FLAG,
                "format", OBJECT,
                "tools", list(OBJECT)));
        Shape choice = object(Map.of("type", TEXT, "name", TEXT, "mode", TEXT, "tools", list(OBJECT)));
        Shape format = object(Map.of("type", TEXT, "name", TEXT, "schema", OBJECT, "strict", FLAG));
        return Map.ofEntries(
                entry("input", TEXT.or(list(item()))),
                entry("instructions", TEXT),
                entry("prompt", OBJECT),
                entry("tools", list(tool)),
                entry("tool_choice", TEXT.or(choice)),
                entry("text", object(Map.of("format", format))),
                entry("reasoning", object(Map.of("effort", TEXT))),
                entry("parallel_tool_calls", FLAG));
    }

    /** Of the input of Responses: a turn, a call, or what it gave back. */
    private static Shape item() {
        Shape part = object(Map.of(
                "type", TEXT,
                "text", TEXT,
                "refusal", TEXT,
                "image_url", TEXT.or(object(Map.of("url", TEXT))),
                "detail", TEXT,
                "file_data", TEXT,
                "filename", TEXT));
        return object(Map.of(
                "type", TEXT,
                "role", TEXT,
                "content", TEXT.or(list(part)),
                "call_id", TEXT,
                "name", TEXT,
                "namespace", TEXT,
                "arguments", TEXT.or(OBJECT),
                "input", TEXT.or(OBJECT)));
    }

    private static Map<String, Shape> messages() {
        Shape tool =
                object(Map.of("type", TEXT, "name", TEXT, "description", TEXT, "input_schema", OBJECT, "strict", FLAG));
        Shape choice = object(Map.of("type", TEXT, "name", TEXT, "disable_parallel_tool_use", FLAG));
        Shape turn = object(Map.of("role", TEXT, "content", TEXT.or(list(block()))));
        return Map.ofEntries(
                entry("messages", list(turn).filled()),
                entry("system", TEXT.or(list(object(Map.of("type", TEXT, "text", TEXT))))),
                entry("tools", list(tool)),
                entry("tool_choice", choice),
                entry("stop_sequences", TEXTS),
                entry("metadata", object(Map.of("user_id", TEXT))),
                entry("output_config", object(Map.of("format", OBJECT))),
                entry("output_format", OBJECT),
                entry("top_k", NUMBER),
                entry("thinking", OBJECT));
    }

    /** A block of content; what a tool gave back holds blocks as well. */
    private static Shape block() {
        Shape source = object(Map.of("type", TEXT, "media_type", TEXT, "data", TEXT, "url", TEXT));
        Map<String, Shape> members = Map.of(
                "type", TEXT,
                "text", TEXT,
                "id", TEXT,
                "name", TEXT,
                "input", OBJECT,
                "tool_use_id", TEXT,
                "is_error", FLAG,
                "title", TEXT,
                "context", TEXT,
                "source", TEXT.or(source));
        Shape held = TEXT.or(list(object(with(members, Map.of("content", TEXT.or(LIST))))));
        return object(with(members, Map.of("content", held.or(OBJECT))));
    }
}

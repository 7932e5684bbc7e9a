package org.gatehouse.chat.it;

/** Writes chunks and completions of the OpenAI dialect, short enough for tables. */
final class Chunks {

    private static final String HEAD =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                    + "\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":";

    private Chunks() {}

    static String delta(String delta) {
        return HEAD + delta + ",\"finish_reason\":null}]}\n";
    }

    static String end(String reason) {
        return HEAD + "{},\"finish_reason\":\"" + reason + "\"}]}\n";
    }

    /** A delta that holds these entries of tool calls. */
    static String calls(String... entries) {
        return delta("{\"tool_calls\":[" + String.join(",", entries) + "]}");
    }

    /** One entry: an index, an id and a name where they are given, and arguments as JSON. */
    static String entry(String index, String id, String name, String arguments) {
        return "{" + (index.isEmpty() ? "" : "\"index\":" + index + ",")
                + (id.isEmpty() ? "" : "\"id\":\"" + id + "\",\"type\":\"function\",")
                + "\"function\":{" + (name.isEmpty() ? "" : "\"name\":\"" + name + "\"")
                + (name.isEmpty() || arguments.isEmpty() ? "" : ",")
                + (arguments.isEmpty() ? "" : "\"arguments\":" + arguments) + "}}";
    }

    static String text(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String completion(String message, String reason) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"m\",\"choices\":["
                + "{\"index\":0,\"message\":" + message + ",\"finish_reason\":" + reason
                + "}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";
    }
}

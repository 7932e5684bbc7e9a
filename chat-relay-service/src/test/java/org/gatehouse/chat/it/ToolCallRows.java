package org.gatehouse.chat.it;

import static org.gatehouse.chat.it.Chunks.calls;
import static org.gatehouse.chat.it.Chunks.delta;
import static org.gatehouse.chat.it.Chunks.end;
import static org.gatehouse.chat.it.Chunks.entry;
import static org.gatehouse.chat.it.Chunks.text;

import java.util.List;

/** How model servers stream tool calls, and what they mean by it. */
enum ToolCallRows {
    /** OpenAI's own. */
    PLAIN(
            calls(entry("0", "c1", "look", "\"\""))
                    + calls(entry("0", "", "", text("{\"city\":")))
                    + calls(entry("0", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    /** Gemini. */
    NO_INDEX(
            calls(entry("", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("", "c2", "look", text("{\"city\":\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    NO_INDEX_IN_ONE_CHUNK(
            calls(
                            entry("", "c1", "look", text("{\"city\":\"Oslo\"}")),
                            entry("", "c2", "look", text("{\"city\":\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    /** Ollama before 0.5. */
    ONE_INDEX_FOR_ALL(
            calls(entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("0", "c2", "look", text("{\"city\":\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    ONE_INDEX_NO_ID(
            calls(entry("0", "", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("0", "", "look", text("{\"city\":\"Rome\"}")))
                    + end("stop"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    INDEX_AS_TEXT(
            calls(entry("\"0\"", "c1", "look", text("{\"city\":")))
                    + calls(entry("\"0\"", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    INDEX_NULL(
            calls(entry("null", "c1", "look", text("{\"city\":")))
                    + calls(entry("null", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    INDEX_FROM_ONE(
            calls(entry("1", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("2", "c2", "look", text("{\"city\":\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    NAME_LATE(
            calls(entry("0", "c1", "", ""))
                    + calls(entry("0", "", "look", text("{\"city\":\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    NAME_AFTER_ARGUMENTS(
            calls(entry("0", "c1", "", text("{\"city\":")))
                    + calls(entry("0", "", "look", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    ID_LATE(
            calls(entry("0", "", "look", text("{\"city\":")))
                    + calls(entry("0", "c1", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    /** vLLM of 2024 draws an id for each piece. */
    ID_NEW_IN_EACH_PIECE(
            calls(entry("0", "r1", "look", ""))
                    + calls(entry("0", "r2", "", text("{\"city\":")))
                    + calls(entry("0", "r3", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    ID_AND_NAME_IN_EACH_PIECE(
            calls(entry("0", "c1", "look", text("{\"city\":")))
                    + calls(entry("0", "c1", "look", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    ONE_ID_FOR_TWO(
            calls(entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("1", "c1", "look", text("{\"city\":\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    NO_ID(calls(entry("0", "", "look", text("{\"city\":\"Oslo\"}"))) + end("tool_calls"), "look{\"city\":\"Oslo\"}"),
    /** llama-server of March 2026. */
    OBJECT(calls(entry("0", "c1", "look", "{\"city\":\"Oslo\"}")) + end("tool_calls"), "look{\"city\":\"Oslo\"}"),
    NO_ARGUMENTS(calls(entry("0", "c1", "look", "")) + end("tool_calls"), "look{}"),
    EMPTY_ARGUMENTS(calls(entry("0", "c1", "look", "\"\"")) + end("tool_calls"), "look{}"),
    NULL_ARGUMENTS(calls(entry("0", "c1", "look", "null")) + end("tool_calls"), "look{}"),
    NULL_AS_TEXT(calls(entry("0", "c1", "look", "\"null\"")) + end("tool_calls"), "look{}"),
    TEXT_IN_A_TEXT(
            calls(entry("0", "c1", "look", text(text("{\"city\":\"Oslo\"}")))) + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    /** Some proxies give an empty object first. */
    NOTHING_FIRST(
            calls(entry("0", "c1", "look", text("{}")))
                    + calls(entry("0", "", "", text("{\"city\":\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    ALL_SO_FAR_EACH_TIME(
            calls(entry("0", "c1", "look", text("{\"ci")))
                    + calls(entry("0", "c1", "look", text("{\"city\":\"Os")))
                    + calls(entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    TWICE(
            calls(entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    TEXT_BETWEEN(
            calls(entry("0", "c1", "look", text("{\"city\":")))
                    + delta("{\"content\":\"\\n\"}")
                    + calls(entry("0", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    THOUGHT_BETWEEN(
            calls(entry("0", "c1", "look", text("{\"city\":")))
                    + delta("{\"reasoning_content\":\"Hm\"}")
                    + calls(entry("0", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    INTERLEAVED(
            calls(entry("0", "c1", "look", text("{\"city\":")))
                    + calls(entry("1", "c2", "look", text("{\"city\":")))
                    + calls(entry("0", "", "", text("\"Oslo\"}")))
                    + calls(entry("1", "", "", text("\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    OLD_FORM(
            delta("{\"function_call\":{\"name\":\"look\",\"arguments\":\"\"}}")
                    + delta("{\"function_call\":{\"arguments\":" + text("{\"city\":\"Oslo\"}") + "}}")
                    + end("function_call"),
            "look{\"city\":\"Oslo\"}"),
    IN_THE_LAST_MESSAGE(
            delta("{\"content\":\"\"}")
                    + end("tool_calls")
                            .replace(
                                    "\"delta\":{}",
                                    "\"delta\":{},\"message\":{\"role\":\"assistant\",\"tool_calls\":["
                                            + entry("", "c1", "look", text("{\"city\":\"Oslo\"}")) + "]}"),
            "look{\"city\":\"Oslo\"}"),
    WITH_ITS_END(
            calls(entry("0", "", "look", text("{\"city\":\"Oslo\"}")))
                    .replace("\"finish_reason\":null", "\"finish_reason\":\"tool_calls\""),
            "look{\"city\":\"Oslo\"}"),
    ONE_OBJECT_NOT_A_LIST(
            delta("{\"tool_calls\":" + entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")) + "}") + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    NAME_AT_THE_TOP(
            calls("{\"id\":\"c1\",\"type\":\"function\",\"name\":\"look\",\"arguments\":" + text("{\"city\":\"Oslo\"}")
                            + "}")
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    /** Qwen's API gives empty ones in later pieces. */
    EMPTY_ID_AND_NAME_LATER(
            calls(entry("0", "c1", "look", text("{\"city\":")))
                    + calls("{\"index\":0,\"id\":\"\",\"type\":\"function\",\"function\":{\"name\":\"\",\"arguments\":"
                            + text("\"Oslo\"}") + "}}")
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    NULLS_LATER(
            calls(entry("0", "c1", "look", text("{\"city\":")))
                    + calls("{\"index\":0,\"id\":null,\"type\":null,\"function\":{\"name\":null,\"arguments\":"
                            + text("\"Oslo\"}") + "}}")
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    NULL_ARGUMENTS_FIRST(
            calls(entry("0", "c1", "look", "null"))
                    + calls(entry("0", "", "", text("{\"city\":")))
                    + calls(entry("0", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    INDEX_AS_DOUBLE(
            calls(entry("0.0", "c1", "look", text("{\"city\":")))
                    + calls(entry("0.0", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    INDEX_MINUS_ONE(
            calls(entry("-1", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("-1", "c2", "look", text("{\"city\":\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    A_GAP_IN_THE_INDEXES(
            calls(entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("2", "c2", "look", text("{\"city\":")))
                    + calls(entry("2", "", "", text("\"Rome\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    ID_AS_NUMBER(
            calls("{\"index\":0,\"id\":7,\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":"
                            + text("{\"city\":\"Oslo\"}") + "}}")
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    SPACE_AROUND_ARGUMENTS(
            calls(entry("0", "c1", "look", text(" ")))
                    + calls(entry("0", "", "", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("0", "", "", text(" ")))
                    + end("tool_calls"),
            "look {\"city\":\"Oslo\"} "),
    EMPTY_LISTS_AROUND(
            delta("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[]}")
                    + calls(entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")))
                    + delta("{\"tool_calls\":[]}")
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    AN_EMPTY_PIECE_IN_EACH(
            calls(entry("0", "c1", "look", "\"\""))
                    + calls(entry("0", "", "", "\"\""))
                    + calls(entry("0", "", "", text("{\"city\":\"Oslo\"}")))
                    + calls(entry("0", "", "", "\"\""))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    /** vLLM with some parsers: nothing first, the real ones in pieces. */
    NOTHING_FIRST_THEN_PIECES(
            calls(entry("0", "c1", "look", text("{}")))
                    + calls(entry("0", "", "", text("{\"city\":")))
                    + calls(entry("0", "", "", text("\"Oslo\"}")))
                    + end("tool_calls"),
            "look{\"city\":\"Oslo\"}"),
    TWO_AND_A_REASON_IN_ONE_CHUNK(
            calls(
                            entry("0", "c1", "look", text("{\"city\":\"Oslo\"}")),
                            entry("1", "c2", "look", text("{\"city\":\"Rome\"}")))
                    .replace("\"finish_reason\":null", "\"finish_reason\":\"stop\""),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    OBJECTS_WITHOUT_INDEX(
            calls(entry("", "c1", "look", "{\"city\":\"Oslo\"}"), entry("", "c2", "look", "{\"city\":\"Rome\"}"))
                    + end("stop"),
            "look{\"city\":\"Oslo\"}",
            "look{\"city\":\"Rome\"}"),
    ID_OF_AN_EARLIER_TURN(
            calls(entry("0", "x", "look", text("{\"city\":\"Oslo\"}"))) + end("tool_calls"), "look{\"city\":\"Oslo\"}");

    private final String chunks;
    private final String calls;

    ToolCallRows(String chunks, String... calls) {
        this.chunks = chunks;
        this.calls = String.join("\n", calls);
    }

    String chunks() {
        return chunks;
    }

    List<String> expected() {
        return List.of(calls.split("\n"));
    }
}

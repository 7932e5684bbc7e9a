package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.chat.it.Chunks.completion;
import static org.gatehouse.chat.it.Chunks.delta;
import static org.gatehouse.chat.it.Chunks.end;
import static org.gatehouse.chat.it.Chunks.entry;
import static org.gatehouse.chat.it.Chunks.text;

import java.util.HashSet;
import java.util.stream.Stream;
import org.gatehouse.chat.it.WireUpstream.Said;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What model servers of the field answer, as clients of every dialect are to understand it. */
class FieldAnswersIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    private static final String MODEL = "mock/large";

    static Stream<Arguments> toolCalls() {
        return Stream.of(ToolCallRows.values())
                .flatMap(row -> Stream.of(Surface.values()).map(surface -> Arguments.of(row, surface)));
    }

    @ParameterizedTest
    @MethodSource("toolCalls")
    void putsToolCallsTogether(ToolCallRows row, Surface surface) {
        Told told = rig.ask(surface, MODEL, true, Said.chunks(row.chunks()));

        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.calls()).as(told.body()).isEqualTo(row.expected());
        assertThat(told.ids()).allMatch(id -> id != null && !id.isEmpty()).doesNotHaveDuplicates();
        if (surface == Surface.MESSAGES) {
            assertThat(told.reason()).isEqualTo("tool_use");
        }
    }

    static Stream<Arguments> wholeCalls() {
        String oslo = text("{\"city\":\"Oslo\"}");
        return Stream.of(
                        Arguments.of("plain", entry("", "c1", "look", oslo)),
                        Arguments.of("no id", entry("", "", "look", oslo)),
                        Arguments.of("object", entry("", "c1", "look", "{\"city\":\"Oslo\"}")),
                        Arguments.of("text in a text", entry("", "c1", "look", text(oslo))),
                        Arguments.of("name at the top", "{\"name\":\"look\",\"arguments\":" + oslo + "}"),
                        Arguments.of(
                                "no type",
                                "{\"id\":\"c\",\"function\":{\"name\":\"look\",\"arguments\":" + oslo + "}}"))
                .flatMap(row ->
                        Stream.of(Surface.values()).map(surface -> Arguments.of(row.get()[0], row.get()[1], surface)));
    }

    @ParameterizedTest
    @MethodSource("wholeCalls")
    void readsAWholeCall(String name, String entry, Surface surface) {
        String message = "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + entry + "]}";

        Told told = rig.ask(surface, MODEL, false, Said.json(completion(message, "\"stop\"")));

        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.calls()).as(name).containsExactly("look{\"city\":\"Oslo\"}");
        assertThat(told.ids()).allMatch(id -> id != null && !id.isEmpty());
    }

    /** DeepSeek's older word for it. */
    @ParameterizedTest
    @CsvSource({"MESSAGES,cache_read_input_tokens", "RESPONSES,cached_tokens"})
    void tellsWhatOfThePromptWasCached(Surface surface, String member) {
        String answer = completion("{\"role\":\"assistant\",\"content\":\"Hi\"}", "\"stop\"")
                .replace("\"prompt_tokens\":3", "\"prompt_tokens\":3,\"prompt_cache_hit_tokens\":2");

        assertThat(rig.ask(surface, MODEL, false, Said.json(answer)).body()).contains("\"" + member + "\":2");
    }

    @ParameterizedTest
    @CsvSource({"MESSAGES,true", "MESSAGES,false", "CHAT,true", "CHAT,false", "RESPONSES,true", "RESPONSES,false"})
    void givesNoIdTwice(Surface surface, boolean stream) {
        var seen = new HashSet<String>();
        String call = entry("0", "", "look", text("{}"));
        Said said = stream
                ? Said.chunks(Chunks.calls(call) + end("stop"))
                : Said.json(completion("{\"role\":\"assistant\",\"tool_calls\":[" + call + "]}", "\"stop\""));
        for (int turn = 0; turn < 3; turn++) {
            assertThat(seen.addAll(rig.ask(surface, MODEL, stream, said).ids())).isTrue();
        }
    }

    /** A stream of one word that ends in the given way. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    stop,ok
                    eos,ok
                    STOP,ok
                    end_turn,ok
                    stop_sequence,ok
                    COMPLETE,ok
                    FinishReason.STOP,ok
                    length,ok
                    MAX_TOKENS,ok
                    model_length,ok
                    max_output_tokens,ok
                    content_filter,ok
                    guardrail_intervened,ok
                    SAFETY,ok
                    sensitive,ok
                    RECITATION,ok
                    error,cut
                    network_error,cut
                    ERROR,cut
                    abort,cut
                    cancelled,cut
                    insufficient_system_resource,cut
                    MALFORMED_FUNCTION_CALL,cut
                    never_heard_of,cut
                    content_filter: PROHIBITED_CONTENT,ok
                    content_filter: RECITATION,ok
                    content_filter: OTHER,ok
                    function_call_filter: MALFORMED_FUNCTION_CALL,cut
                    function_call_filter: UNEXPECTED_TOOL_CALL,cut
                    error: stop,cut
                    Stop,ok
                    content-filter,ok
                    eos_token,ok
                    stop_string,ok
                    model_context_window_exceeded,ok
                    pause_turn,ok
                    refusal,ok
                    SPII,ok
                    ERROR_TOXIC,ok
                    ERROR_LIMIT,cut
                    USER_CANCEL,cut
                    TIMEOUT,cut
                    OTHER,cut
                    LANGUAGE,cut
                    unknown,cut
                    null,cut
                    '',cut
                    """)
    void knowsWhyAnAnswerEnded(String word, String outcome) {
        for (Surface surface : Surface.values()) {
            Told streamed = rig.ask(surface, MODEL, true, Said.chunks(delta("{\"content\":\"Hi\"}") + end(word)));
            Told whole = rig.ask(
                    surface,
                    MODEL,
                    false,
                    Said.json(completion("{\"role\":\"assistant\",\"content\":\"Hi\"}", "\"" + word + "\"")));

            assertThat(streamed.outcome()).as("%s %s", surface, streamed.body()).isEqualTo(outcome);
            assertThat(whole.outcome())
                    .as("%s %s", surface, whole.body())
                    .isEqualTo(outcome.equals("ok") ? "ok" : "502");
            if (outcome.equals("ok")) {
                assertThat(streamed.text()).isEqualTo("Hi");
                assertThat(whole.reason()).isEqualTo(streamed.reason()).matches(Told.reasons(surface));
                boolean foreign = surface != Surface.RESPONSES && !word.matches(Told.reasons(Surface.CHAT));
                assertThat(whole.body().contains("\"native_finish_reason\":\"" + word + "\""))
                        .isEqualTo(foreign);
            }
        }
    }

    /** Gemini's answer to what it filters: a choice that has nothing but its reason. */
    @ParameterizedTest
    @CsvSource({"CHAT,content_filter", "MESSAGES,refusal", "RESPONSES,incomplete"})
    void tellsThatNothingWasSaidBecauseOfAFilter(Surface surface, String reason) {
        String choice = "{\"choices\":[{\"finish_reason\":\"content_filter: PROHIBITED_CONTENT\",\"index\":0}],"
                + "\"created\":1,\"id\":\"c\",\"model\":\"m\",\"object\":\"chat.completion\"}";
        for (boolean stream : new boolean[] {true, false}) {
            Told told = rig.ask(surface, MODEL, stream, stream ? Said.chunks(choice) : Said.json(choice));

            assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
            assertThat(told.reason()).as(told.body()).isEqualTo(reason);
            assertThat(told.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"CHAT", "MESSAGES", "RESPONSES"})
    void takesAnAnswerWithoutAReasonForCut(Surface surface) {
        String half = delta("{\"role\":\"assistant\",\"content\":\"Once upon\"}");

        assertThat(rig.ask(surface, MODEL, true, Said.chunks(half)).outcome()).isEqualTo("cut");
        assertThat(rig.ask(surface, MODEL, true, Said.events(half)).outcome()).isEqualTo("cut");
        assertThat(rig.ask(surface, MODEL, false, Said.json(completion("{\"content\":\"Once\"}", "null")))
                        .outcome())
                .isEqualTo("502");
        assertThat(rig.ask(surface, "keyed", true, Said.chunks(half)).outcome()).isEqualTo("ok");
        assertThat(rig.ask(surface, "keyed", false, Said.json(completion("{\"content\":\"Once\"}", "null")))
                        .outcome())
                .isEqualTo("ok");
    }
}

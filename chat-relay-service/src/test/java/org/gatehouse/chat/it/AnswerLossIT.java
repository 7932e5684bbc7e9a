package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.chat.it.WireUpstream.Said;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers with everything in them that the reference of their dialect names, each value with a mark of its own: what of them a
 * client of another dialect does not find is what docs/chat.md lists, no more and no less.
 */
class AnswerLossIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    /** https://platform.openai.com/docs/api-reference/chat/object. */
    private static final String CHAT = """
            {"id":"one","object":"chat.completion","created":1700000001,"model":"m",
             "service_tier":"mark-service_tier","system_fingerprint":"mark-system_fingerprint",
             "choices":[{"index":0,"finish_reason":"tool_calls",
               "logprobs":{"content":[{"token":"mark-logprobs.content","logprob":-1,"bytes":[1],"top_logprobs":[]}],
                           "refusal":[{"token":"mark-logprobs.refusal","logprob":-1,"bytes":[1],"top_logprobs":[]}]},
               "message":{"role":"assistant","content":"mark-content","refusal":"mark-refusal",
                 "reasoning_content":"mark-reasoning_content",
                 "annotations":[{"type":"url_citation","url_citation":{"start_index":0,"end_index":4,
                    "url":"https://example.com/mark-annotations","title":"t"}}],
                 "audio":{"id":"mark-audio.id","expires_at":1700000009,"data":"bWFyaw==","transcript":"mark-audio.transcript"},
                 "tool_calls":[{"id":"call_1","type":"function",
                    "function":{"name":"look","arguments":"{\\"a\\":\\"mark-tool_calls.arguments\\"}"}}]}}],
             "usage":{"prompt_tokens":70001,"completion_tokens":70002,"total_tokens":140003,
               "prompt_tokens_details":{"cached_tokens":30004,"audio_tokens":30005},
               "completion_tokens_details":{"reasoning_tokens":30006,"audio_tokens":30007,
                 "accepted_prediction_tokens":30008,"rejected_prediction_tokens":30009}}}""";

    /** https://docs.anthropic.com/en/api/messages. */
    private static final String MESSAGE = """
            {"id":"one","type":"message","role":"assistant","model":"m",
             "content":[
               {"type":"thinking","thinking":"mark-thinking","signature":"mark-signature"},
               {"type":"redacted_thinking","data":"mark-redacted_thinking"},
               {"type":"text","text":"mark-text","citations":[{"type":"char_location","cited_text":"mark-citations",
                  "document_index":0,"document_title":"t","start_char_index":0,"end_char_index":4}]},
               {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"mark-server_tool_use"}},
               {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result",
                  "url":"https://example.com/mark-web_search_tool_result","title":"t","encrypted_content":"x","page_age":null}]},
               {"type":"tool_use","id":"toolu_mark-tool_use.id","name":"look","input":{"a":"mark-tool_use.input"}}],
             "stop_reason":"tool_use","stop_sequence":null,
             "container":{"id":"mark-container","expires_at":"2030-01-01T00:00:00Z"},
             "context_management":{"applied_edits":[{"type":"mark-context_management"}]},
             "usage":{"input_tokens":70001,"output_tokens":70002,"cache_creation_input_tokens":30003,
               "cache_read_input_tokens":30004,"cache_creation":{"ephemeral_5m_input_tokens":30005,
               "ephemeral_1h_input_tokens":30006},"server_tool_use":{"web_search_requests":30007},
               "service_tier":"mark-service_tier","inference_geo":"mark-inference_geo"}}""";

    /** https://platform.openai.com/docs/api-reference/responses/object. */
    private static final String RESPONSE = """
            {"id":"one","object":"response","created_at":1700000001,"status":"completed","background":false,"error":null,
             "incomplete_details":null,"instructions":"mark-instructions","max_output_tokens":null,"model":"m",
             "service_tier":"mark-service_tier","conversation":{"id":"mark-conversation"},
             "output":[
               {"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"mark-summary"}],
                "encrypted_content":"mark-encrypted_content"},
               {"id":"ws_1","type":"web_search_call","status":"completed","action":{"type":"search","query":"mark-web_search_call"}},
               {"id":"msg_1","type":"message","role":"assistant","status":"completed","phase":"mark-phase","content":[
                 {"type":"output_text","text":"mark-text",
                  "annotations":[{"type":"url_citation","start_index":0,"end_index":4,
                     "url":"https://example.com/mark-annotations","title":"t"}],
                  "logprobs":[{"token":"mark-logprobs","logprob":-1,"bytes":[1],"top_logprobs":[]}]},
                 {"type":"refusal","refusal":"mark-refusal"}]},
               {"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"look",
                "arguments":"{\\"a\\":\\"mark-arguments\\"}"}],
             "usage":{"input_tokens":70001,"input_tokens_details":{"cached_tokens":30004},"output_tokens":70002,
               "output_tokens_details":{"reasoning_tokens":30006},"total_tokens":140003}}""";

    private static final Map<String, String> NUMBERS_OF_RESPONSES =
            Map.of("70002", "output_tokens", "30004", "cached_tokens", "30006", "reasoning_tokens");

    private static final Map<String, String> NUMBERS_OF_CHAT = Map.of(
            "70002", "completion_tokens",
            "30004", "cached_tokens",
            "30005", "prompt_tokens_details.audio_tokens",
            "30006", "reasoning_tokens",
            "30007", "completion_tokens_details.audio_tokens",
            "30008", "accepted_prediction_tokens",
            "30009", "rejected_prediction_tokens",
            "bWFyaw==", "audio.data");

    private static final Map<String, String> NUMBERS_OF_MESSAGES = Map.of(
            "70002", "output_tokens",
            "30003", "cache_creation_input_tokens",
            "30004", "cache_read_input_tokens",
            "30005", "ephemeral_5m_input_tokens",
            "30006", "ephemeral_1h_input_tokens",
            "30007", "web_search_requests");

    /** An upstream's answer with everything in it, the values that are no words by their names. */
    private record Full(String model, String answer, Map<String, String> numbers) {}

    private static final Full CHAT_UPSTREAM = new Full("mock/large", CHAT, NUMBERS_OF_CHAT);
    private static final Full MESSAGES_UPSTREAM = new Full("claude", MESSAGE, NUMBERS_OF_MESSAGES);
    private static final Full RESPONSES_UPSTREAM = new Full("answering", RESPONSE, NUMBERS_OF_RESPONSES);

    private static final Pattern MARK = Pattern.compile("mark-([a-z_.]+)");

    static Stream<Arguments> pairs() {
        return Stream.of(true, false)
                .flatMap(stream -> Stream.of(
                        pair("From chat to Messages", Surface.MESSAGES, CHAT_UPSTREAM, stream),
                        pair("From chat to Responses", Surface.RESPONSES, CHAT_UPSTREAM, stream),
                        pair("From Messages to chat", Surface.CHAT, MESSAGES_UPSTREAM, stream),
                        pair("From Messages to Responses", Surface.RESPONSES, MESSAGES_UPSTREAM, stream),
                        pair("From Responses to chat", Surface.CHAT, RESPONSES_UPSTREAM, stream),
                        pair("From Responses to Messages", Surface.MESSAGES, RESPONSES_UPSTREAM, stream)));
    }

    private static Arguments pair(String way, Surface surface, Full upstream, boolean stream) {
        return Arguments.of(way, surface, upstream.model(), upstream.answer(), upstream.numbers(), stream);
    }

    @ParameterizedTest(name = "{0}, streamed: {5}")
    @MethodSource("pairs")
    void losesWhatTheDocumentationSaysAndNothingElse(
            String way, Surface surface, String model, String answer, Map<String, String> numbers, boolean stream) {
        rig.wire().says(Said.json(answer));
        String body = new Way(surface, model, "", stream)
                .bodyWithTool("x")
                .replace("weather", "look")
                .replace("\"stream\"", "\"stream_options\":{\"include_usage\":true},\"stream\"");
        var said = Told.of(surface, rig.relay().post(surface.path(), body));

        assertThat(said.outcome()).as(said.body()).isEqualTo("ok");
        assertThat(lost(answer, numbers, said.body())).as(way).isEqualTo(listed(way));
    }

    private static Set<String> lost(String answer, Map<String, String> numbers, String told) {
        var lost = new TreeSet<String>();
        var marks = MARK.matcher(answer);
        while (marks.find()) {
            if (!told.contains(marks.group())) {
                lost.add(marks.group(1));
            }
        }
        new TreeMap<>(numbers).forEach((value, name) -> {
            if (!told.contains(value)) {
                lost.add(name);
            }
        });
        return lost;
    }

    private static Set<String> listed(String way) {
        try {
            String text = Files.readString(Path.of("../docs/chat.md"));
            String table = text.substring(text.indexOf("| Members of the answer |"));
            String row = table.lines()
                    .filter(line -> line.startsWith("| " + way + " |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("docs/chat.md has no row '" + way + "'"));
            var names = new TreeSet<String>();
            var quoted = Pattern.compile("`([^`]+)`").matcher(row);
            while (quoted.find()) {
                names.add(quoted.group(1));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

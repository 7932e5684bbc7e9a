package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gatehouse.chat.it.PairAnswer.End;
import org.gatehouse.chat.it.PairAnswer.Part.Words;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Upstreams that refuse a second turn because what the model thought did not come back with it, each by its provider's rule and in its
 * provider's words: no turn is refused to the client for it.
 */
class RepairIT {

    private static final PairAnswer ANSWER = PairAnswer.of(End.STOP, new Words("It is sunny in Oslo."));

    private static final WireUpstream WIRE = WireUpstream.start();

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.upstreams.mock.base-url", WIRE.baseUrl(),
            "gatehouse.upstreams.anthropic.base-url", WIRE.baseUrl(),
            "gatehouse.upstreams.responding.base-url", WIRE.baseUrl()));

    /** Who refuses what. */
    enum Rule {
        DEEPSEEK("mock", 400, "The `reasoning_content` in the thinking mode must be passed back to the API.", body -> {
            for (JsonNode message : body.path("messages")) {
                if (message.path("role").asText().equals("assistant") && !message.has("reasoning_content")) {
                    return true;
                }
            }
            return false;
        }),
        KIMI(
                "mock",
                400,
                "thinking is enabled but reasoning_content is missing in assistant tool call message at index 1",
                DEEPSEEK.refused),
        GEMINI(
                "mock",
                400,
                "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly.",
                body -> {
                    for (JsonNode message : body.path("messages")) {
                        JsonNode call = message.path("tool_calls").path(0);
                        if (call.isObject()
                                && call.at("/extra_content/google/thought_signature")
                                        .isMissingNode()) {
                            return true;
                        }
                    }
                    return false;
                }),
        ANTHROPIC(
                "anthropic",
                400,
                "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.",
                body -> body.has("thinking")),
        ANTHROPIC_SIGNATURE(
                "anthropic",
                400,
                "messages.1.content.0: Invalid `signature` in `thinking` block",
                body -> body.toString().contains("\"signature\"")),
        OPENAI(
                "responding",
                400,
                "The encrypted content for item rs_1 could not be verified.",
                body -> body.toString().contains("encrypted_content\":\"")),
        OPENAI_NOT_PERSISTED(
                "responding",
                404,
                "Item with id 'rs_1' not found. Items are not persisted when `store` is set to false.",
                body -> body.toString().contains("\"id\":\"rs_1\""));

        private final String upstream;
        private final int status;
        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // it keeps nothing
        private final Predicate<JsonNode> refused;

        Rule(String upstream, int status, String words, Predicate<JsonNode> refused) {
            this.upstream = upstream;
            this.status = status;
            this.words = words;
            this.refused = refused;
        }

        private String refusal(String body) {
            return refused.test(Told.json(body))
                    ? "{\"type\":\"error\",\"error\":{\"message\":\"" + words
                            + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
                    : "";
        }
    }

    /** A third turn in each client's dialect: two calls of a tool have been answered. */
    private static String body(Surface surface, String model, boolean stream) {
        String head = "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"max_tokens\":100,";
        return switch (surface) {
            case CHAT -> head + """
                    "messages":[{"role":"user","content":"Weather?"},
                      {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{}"}}]},
                      {"role":"tool","tool_call_id":"c1","content":"cold"},
                      {"role":"assistant","content":null,"tool_calls":[{"id":"c2","type":"function","function":{"name":"look","arguments":"{}"}},
                         {"id":"c3","type":"function","function":{"name":"look","arguments":"{}"}}]},
                      {"role":"tool","tool_call_id":"c2","content":"wet"},{"role":"tool","tool_call_id":"c3","content":"dry"}],
                    "tools":[{"type":"function","function":{"name":"look"}}]}""";
            case MESSAGES -> head + """
                    "thinking":{"type":"enabled","budget_tokens":1024},
                    "messages":[{"role":"user","content":"Weather?"},
                      {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"of another"},
                         {"type":"tool_use","id":"c1","name":"look","input":{}}]},
                      {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"cold"}]},
                      {"role":"assistant","content":[{"type":"tool_use","id":"c2","name":"look","input":{}}]},
                      {"role":"user","content":[{"type":"tool_result","tool_use_id":"c2","content":"wet"}]}],
                    "tools":[{"name":"look","input_schema":{"type":"object"}}]}""";
            case RESPONSES -> head.replace("max_tokens", "max_output_tokens") + """
                    "input":[{"role":"user","content":"Weather?"},
                      {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"of another"},
                      {"type":"function_call","id":"fc_1","call_id":"c1","name":"look","arguments":"{}"},
                      {"type":"function_call_output","call_id":"c1","output":"cold"}],
                    "tools":[{"type":"function","name":"look","parameters":{"type":"object"}}]}""";
        };
    }

    static Stream<Arguments> turns() {
        return Stream.of(Rule.values())
                .flatMap(rule -> Stream.of(Surface.values())
                        .filter(surface -> rule.upstream.equals("mock")
                                || surface
                                        == (rule.upstream.equals("anthropic") ? Surface.MESSAGES : Surface.RESPONSES))
                        .flatMap(surface ->
                                Stream.of(Arguments.of(rule, surface, true), Arguments.of(rule, surface, false))));
    }

    @ParameterizedTest
    @MethodSource("turns")
    void noTurnIsRefusedForWhatWasNotKept(Rule rule, Surface surface, boolean stream) {
        String model = rule + "/" + surface + stream;
        relay.catalogue().serveModels(model + " " + rule.upstream + " up/" + model);
        relay.readCatalogue();
        String dialect = switch (rule.upstream) {
            case "mock" -> "openai";
            case "anthropic" -> "anthropic";
            default -> "responses";
        };
        WIRE.says(ANSWER.said(dialect, stream));
        WIRE.refuses(rule.status, rule::refusal);

        RawResponse response = relay.post(surface.path(), body(surface, model, stream));
        Told told = Told.of(surface, response);
        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.text()).isEqualTo("It is sunny in Oslo.");
        assertThat(response.header("x-gatehouse-dropped").orElse("")).contains("reasoning");
        assertThat(WIRE.asked()).hasSize(2);

        assertThat(Told.of(surface, relay.post(surface.path(), body(surface, model, stream)))
                        .outcome())
                .isEqualTo("ok");
        assertThat(WIRE.asked()).as("what was learnt is remembered").hasSize(3);
    }

    /** DeepSeek thinks unless it is told not to; what one client forgot turns off nobody else's thoughts. */
    @Test
    void thoughtsThatMustComeBackAreTurnedOffForThisRequestOnly() {
        String model = "deepseek-messages";
        relay.catalogue().serveModels(model + " anthropic up/" + model);
        relay.readCatalogue();
        WIRE.says(ANSWER.said("anthropic", false));
        WIRE.refuses(
                400,
                body -> Told.json(body).at("/thinking/type").asText().equals("disabled")
                        ? ""
                        : "{\"error\":{\"message\":\"The `content[].thinking` in the thinking mode must be passed back to"
                                + " the API.\",\"type\":\"invalid_request_error\"}}");

        RawResponse response = relay.post(Surface.MESSAGES.path(), body(Surface.MESSAGES, model, false));
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.header("x-gatehouse-dropped")).contains("reasoning");
        assertThat(WIRE.asked()).hasSize(2);

        WIRE.says(ANSWER.said("anthropic", false));
        relay.post(Surface.MESSAGES.path(), body(Surface.MESSAGES, model, false));
        assertThat(Told.json(WIRE.asked().getFirst()).at("/thinking/type").asText())
                .isEqualTo("enabled");
    }

    @Test
    void aRepairThatFailsAsWellTellsTheLastRefusal() {
        relay.catalogue().serveModels("stubborn mock up/stubborn");
        relay.readCatalogue();
        WIRE.says(ANSWER.said("openai", false));
        WIRE.refuses(
                400,
                body -> body.contains("reasoning_content") ? Rule.GEMINI.refusal(body) : Rule.DEEPSEEK.refusal(body));

        Told told = Told.of(Surface.CHAT, relay.post(Surface.CHAT.path(), body(Surface.CHAT, "stubborn", false)));
        assertThat(told.outcome()).isEqualTo("400");
        assertThat(told.body()).contains("thought_signature");
        assertThat(WIRE.asked()).hasSize(2);
    }

    @Test
    void whereNothingCanBeChangedNothingIsAskedAgain() {
        relay.catalogue().serveModels("first mock up/first");
        relay.readCatalogue();
        WIRE.says(ANSWER.said("openai", false));
        WIRE.refuses(400, body -> "{\"error\":{\"message\":\"reasoning_content is not to my taste\"}}");

        String first = "{\"model\":\"first\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        assertThat(relay.post(Surface.CHAT.path(), first).status()).isEqualTo(400);
        assertThat(WIRE.asked()).hasSize(1);
    }
}

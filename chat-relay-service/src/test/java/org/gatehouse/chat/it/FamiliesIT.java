package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.testing.family.Answer;
import org.gatehouse.testing.family.Family;
import org.gatehouse.testing.family.FamilyServer;
import org.gatehouse.testing.family.Scene;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family of model servers comes out right for the clients of every dialect, whole and streamed. */
class FamiliesIT {

    private static final Map<Family, FamilyServer> SERVERS = Stream.of(Family.values())
            .collect(Collectors.toMap(
                    family -> family, FamilyServer::start, (one, other) -> one, () -> new EnumMap<>(Family.class)));

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(upstreams());

    private static Map<String, Object> upstreams() {
        var settings = new HashMap<String, Object>();
        SERVERS.forEach((family, server) ->
                settings.put("gatehouse.upstreams." + name(family) + ".base-url", server.baseUrl()));
        return settings;
    }

    private static String name(Family family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @BeforeAll
    static void serve() {
        relay.catalogue()
                .serveModels(Arrays.stream(Family.values())
                        .map(family -> name(family) + "/m " + name(family) + " m")
                        .toArray(String[]::new));
        relay.readCatalogue();
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(FamilyServer::close);
    }

    static Stream<Arguments> ways() {
        return Stream.of(Family.values())
                .flatMap(family -> Stream.of(Surface.values())
                        .flatMap(surface ->
                                Stream.of(Arguments.of(family, surface, false), Arguments.of(family, surface, true))));
    }

    private static RawResponse ask(Family family, Surface surface, boolean stream, Scene scene) {
        String body = new Way(surface, name(family) + "/m", "openai", stream)
                .bodyWithTool("x")
                .replace("weather", Answer.TOOL)
                .replace("Say something", scene.mark())
                .replace("\"Hi\"", "\"" + scene.mark() + "\"");
        boolean asks = surface == Surface.CHAT && stream;
        return relay.post(
                surface.path(),
                asks ? body.replace("\"stream\"", "\"stream_options\":{\"include_usage\":true},\"stream\"") : body);
    }

    private static void comesOutRight(Family family, Surface surface, boolean stream, Scene scene) {
        Told told = Told.of(surface, ask(family, surface, stream, scene));
        Answer answer = scene.answer();

        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.text()).as(told.body()).isEqualTo(answer.text());
        assertThat(told.thought()).as(told.body()).isEqualTo(answer.thought());
        assertThat(told.calls().stream().map(call -> call.replace(" ", "")))
                .as(told.body())
                .isEqualTo(answer.cities().stream()
                        .map(city -> Answer.TOOL + "{\"city\":\"" + city + "\"}")
                        .toList());
        assertThat(told.ids())
                .hasSameSizeAs(answer.cities())
                .doesNotHaveDuplicates()
                .allMatch(id -> id != null && !id.isEmpty());
        assertThat(told.tokens()).as(told.body()).isEqualTo(Answer.PROMPT_TOKENS + "/" + Answer.COMPLETION_TOKENS);
        assertThat(told.reason())
                .as(told.body())
                .matches(reason(surface, !answer.cities().isEmpty()));
    }

    /** What calls tools ends for that reason; in its own dialect an upstream's "stop" passes. */
    private static String reason(Surface surface, boolean calls) {
        return switch (surface) {
            case CHAT -> calls ? "tool_calls|stop" : "stop";
            case MESSAGES -> calls ? "tool_use" : "end_turn";
            case RESPONSES -> "completed";
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void text(Family family, Surface surface, boolean stream) {
        comesOutRight(family, surface, stream, Scene.TEXT);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void oneCall(Family family, Surface surface, boolean stream) {
        comesOutRight(family, surface, stream, Scene.CALL);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void twoCalls(Family family, Surface surface, boolean stream) {
        comesOutRight(family, surface, stream, Scene.TWO_CALLS);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thoughts(Family family, Surface surface, boolean stream) {
        comesOutRight(family, surface, stream, Scene.THOUGHT);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPromptThatIsTooLong(Family family, Surface surface, boolean stream) {
        Told told = Told.of(surface, ask(family, surface, stream, Scene.TOO_LONG));
        Limit limit = limit(family);

        assertThat(told.outcome()).as(told.body()).isEqualTo("400");
        assertThat(told.body())
                .contains(
                        surface == Surface.MESSAGES
                                ? List.of("prompt is too long: " + limit.asked + " tokens > " + limit.most + " maximum")
                                : List.of(
                                        "context_length_exceeded", "maximum context length", limit.asked, limit.most));
    }

    private record Limit(String asked, String most) {}

    private static Limit limit(Family family) {
        return switch (family) {
            case VLLM -> new Limit("66511", "32768");
            case LLAMA_CPP -> new Limit("40069", "22016");
            case DEEPSEEK -> new Limit("131134", "131072");
            case GEMINI -> new Limit("1200293", "1048576");
            case MISTRAL -> new Limit("51999", "40960");
            case OPEN_ROUTER -> new Limit("66511", "32768");
            case AZURE -> new Limit("130011", "128000");
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noRoom(Family family, Surface surface, boolean stream) {
        RawResponse response = ask(family, surface, stream, Scene.BUSY);
        boolean limits = family != Family.VLLM && family != Family.LLAMA_CPP;

        assertThat(Told.of(surface, response).outcome()).isEqualTo(limits ? "429" : "503");
        assertThat(surface.verdict(response)).isEqualTo(limits ? "429" : "503");
        assertThat(response.header("retry-after")).contains(family == Family.GEMINI ? "19" : "1");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anAnswerThatBreaksOff(Family family, Surface surface, boolean stream) {
        Told told = Told.of(surface, ask(family, surface, stream, Scene.BREAKS_OFF));

        assertThat(told.outcome()).as(told.body()).isEqualTo(stream ? "cut" : "502");
        assertThat(told.reason()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aModelThatItDoesNotKnow(Family family) {
        for (Surface surface : Surface.values()) {
            RawResponse response = ask(family, surface, false, Scene.UNKNOWN_MODEL);

            assertThat(surface.verdict(response)).matches("400|502");
        }
    }
}

package org.gatehouse.chat.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.testing.family.Answer;
import org.gatehouse.testing.family.Family;
import org.gatehouse.testing.family.FamilyServer;
import org.gatehouse.testing.family.Received;
import org.gatehouse.testing.family.Scene;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loops of a tool over servers that judge what comes back to them: no turn is refused to the client, whatever its history has kept
 * of the model's own.
 */
class FamilyLoopsIT {

    private static final int TURNS = 3;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<Family, FamilyServer> SERVERS = Stream.of(Family.values())
            .collect(Collectors.toMap(
                    family -> family, FamilyServer::start, (one, other) -> one, () -> new EnumMap<>(Family.class)));
    private static final FamilyServer OTHER_GEMINI = FamilyServer.start(Family.GEMINI);

    @RegisterExtension
    static final RelayRig relay = RelayRig.start(upstreams());

    private static Map<String, Object> upstreams() {
        var settings = new HashMap<String, Object>();
        settings.put("gatehouse.upstreams.other-gemini.base-url", OTHER_GEMINI.baseUrl());
        SERVERS.forEach((family, server) ->
                settings.put("gatehouse.upstreams." + name(family) + ".base-url", server.baseUrl()));
        return settings;
    }

    private static String name(Family family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(FamilyServer::close);
        OTHER_GEMINI.close();
    }

    /** What a client's history keeps. */
    enum History {
        /** Role, content and calls, as the plain SDKs' examples do. */
        PLAIN,
        /** Each message as it came. */
        WHOLE
    }

    static Stream<Arguments> loops() {
        return SERVERS.values().stream()
                .flatMap(server -> Stream.of(Scene.CALL, Scene.THOUGHT_AND_TWO_CALLS)
                        .flatMap(scene -> Stream.of(
                                Arguments.of(server.family(), scene, Surface.CHAT, true, History.PLAIN),
                                Arguments.of(server.family(), scene, Surface.CHAT, false, History.PLAIN),
                                Arguments.of(server.family(), scene, Surface.CHAT, false, History.WHOLE),
                                Arguments.of(server.family(), scene, Surface.MESSAGES, true, History.PLAIN),
                                Arguments.of(server.family(), scene, Surface.MESSAGES, false, History.WHOLE),
                                Arguments.of(server.family(), scene, Surface.RESPONSES, true, History.PLAIN),
                                Arguments.of(server.family(), scene, Surface.RESPONSES, false, History.WHOLE))));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void noTurnIsRefused(Family family, Scene scene, Surface surface, boolean stream, History history) {
        FamilyServer server = server(family);
        String upstream = name(family);
        String model = upstream + "/" + scene + surface + stream + history;
        relay.catalogue().serveModels(model + " " + upstream + " m");
        relay.readCatalogue();
        server.forget();
        ArrayNode turns = NODES.arrayNode();
        turns.add(NODES.objectNode().put("role", "user").put("content", scene.mark(TURNS)));

        Told told = Told.of(surface, ask(surface, model, stream, turns));
        for (int turn = 0; turn < TURNS; turn++) {
            assertThat(told.outcome()).as("turn %s: %s", turn, told.body()).isEqualTo("ok");
            assertThat(told.calls())
                    .as(told.body())
                    .hasSameSizeAs(scene.answer().cities());
            keep(surface, history, told, turns);
            told = Told.of(surface, ask(surface, model, stream, turns));
        }
        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.text()).as(told.body()).isEqualTo(Scene.TEXT.answer().text());
        long refused = server.received().stream()
                .map(Received::status)
                .filter(status -> status != 200)
                .count();
        assertThat(refused).as("repairs in a loop").isLessThanOrEqualTo(1);
        if (surface == Surface.CHAT && history == History.WHOLE && scene != Scene.CALL) {
            assertThat(refused).as("who keeps all is never refused").isZero();
        }
    }

    /** A signature is the server's that handed it out; another one takes the placeholder for it. */
    @Test
    void aSignatureOfAnotherServerIsReplaced() {
        relay.catalogue().serveModels("here gemini m", "there other-gemini m");
        relay.readCatalogue();
        ArrayNode turns = NODES.arrayNode();
        turns.add(NODES.objectNode().put("role", "user").put("content", Scene.CALL.mark(2)));
        keep(Surface.CHAT, History.WHOLE, Told.of(Surface.CHAT, ask(Surface.CHAT, "here", false, turns)), turns);

        RawResponse moved = ask(Surface.CHAT, "there", false, turns);
        assertThat(Told.of(Surface.CHAT, moved).outcome()).as(moved.body()).isEqualTo("ok");
        assertThat(moved.header("x-gatehouse-dropped")).contains("reasoning");
        assertThat(OTHER_GEMINI.received().getFirst().refusal()).contains("Corrupted thought signature");

        FamilyServer gemini = server(Family.GEMINI);
        gemini.forget();
        RawResponse stayed = ask(Surface.CHAT, "here", false, turns);
        assertThat(stayed.status()).isEqualTo(200);
        assertThat(stayed.header("x-gatehouse-dropped")).isEmpty();
        assertThat(gemini.received()).as("its own is never replaced").hasSize(1);
    }

    private static FamilyServer server(Family family) {
        return requireNonNull(SERVERS.get(family));
    }

    private static RawResponse ask(Surface surface, String model, boolean stream, ArrayNode turns) {
        ObjectNode body = NODES.objectNode().put("model", model).put("stream", stream);
        ObjectNode tool = body.putArray("tools").addObject();
        switch (surface) {
            case CHAT -> tool.put("type", "function").putObject("function").put("name", Answer.TOOL);
            case MESSAGES ->
                tool.put("name", Answer.TOOL).putObject("input_schema").put("type", "object");
            case RESPONSES -> tool.put("type", "function").put("name", Answer.TOOL);
        }
        if (surface == Surface.MESSAGES) {
            body.put("max_tokens", 100);
        }
        body.set(surface == Surface.RESPONSES ? "input" : "messages", turns.deepCopy());
        return relay.post(surface.path(), body.toString());
    }

    private static void keep(Surface surface, History history, Told told, ArrayNode turns) {
        switch (surface) {
            case CHAT -> chat(history, told, turns);
            case MESSAGES -> messages(history, told, turns);
            case RESPONSES -> responses(history, told, turns);
        }
    }

    private static String arguments(Told told, int call) {
        return told.calls().get(call).substring(Answer.TOOL.length());
    }

    private static void chat(History history, Told told, ArrayNode turns) {
        if (history == History.WHOLE) {
            turns.add(Told.json(told.body()).at("/choices/0/message"));
        } else {
            ObjectNode message = turns.addObject().put("role", "assistant").putNull("content");
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < told.ids().size(); i++) {
                ObjectNode call = calls.addObject().put("id", told.ids().get(i)).put("type", "function");
                call.putObject("function").put("name", Answer.TOOL).put("arguments", arguments(told, i));
            }
        }
        told.ids()
                .forEach(id -> turns.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", id)
                        .put("content", "cold"));
    }

    private static void messages(History history, Told told, ArrayNode turns) {
        ObjectNode turn = turns.addObject().put("role", "assistant");
        if (history == History.WHOLE) {
            turn.set("content", Told.json(told.body()).path("content"));
        } else {
            ArrayNode content = turn.putArray("content");
            for (int i = 0; i < told.ids().size(); i++) {
                ObjectNode use = content.addObject()
                        .put("type", "tool_use")
                        .put("id", told.ids().get(i))
                        .put("name", Answer.TOOL);
                use.set("input", Told.json(arguments(told, i)));
            }
        }
        ArrayNode results = turns.addObject().put("role", "user").putArray("content");
        told.ids()
                .forEach(id -> results.addObject()
                        .put("type", "tool_result")
                        .put("tool_use_id", id)
                        .put("content", "cold"));
    }

    private static void responses(History history, Told told, ArrayNode turns) {
        if (history == History.WHOLE) {
            for (JsonNode item : Told.json(told.body()).path("output")) {
                turns.add(item);
            }
        } else {
            for (int i = 0; i < told.ids().size(); i++) {
                turns.addObject()
                        .put("type", "function_call")
                        .put("call_id", told.ids().get(i))
                        .put("name", Answer.TOOL)
                        .put("arguments", arguments(told, i));
            }
        }
        told.ids()
                .forEach(id -> turns.addObject()
                        .put("type", "function_call_output")
                        .put("call_id", id)
                        .put("output", "cold"));
    }
}

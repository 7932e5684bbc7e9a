package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gatehouse.chat.it.PairAnswer.End;
import org.gatehouse.chat.it.PairAnswer.Part.Call;
import org.gatehouse.chat.it.PairAnswer.Part.Words;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that refuses chat in OpenAI's words is asked by Responses, at once and from then on. */
class LearntWayIT {

    private static final String ONLY = "This model is only supported in v1/responses and not in v1/chat/completions.";
    private static final String TOOLS =
            "Function tools with reasoning_effort are not supported for gpt-5.4 in /v1/chat/completions. Please use /v1/responses"
                    + " instead.";
    private static final PairAnswer ANSWER =
            PairAnswer.of(End.CALLS, new Words("Let me look."), new Call("call_1", "{\"city\":\"Oslo\"}"));

    private static final WireUpstream WIRE = WireUpstream.start();

    /** Each row has a model of its own at one of three upstreams, since what was learnt stays. */
    @RegisterExtension
    static final RelayRig relay = RelayRig.start(Map.of(
            "gatehouse.upstreams.mock.base-url", WIRE.baseUrl(),
            "gatehouse.upstreams.hasty.base-url", WIRE.baseUrl(),
            "gatehouse.upstreams.hasty.via", "chat"));

    private static String error(String words) {
        return "{\"error\":{\"message\":\"" + words
                + "\",\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":null}}";
    }

    private static Told ask(Way way) {
        RawResponse response =
                relay.post(way.surface().path(), way.bodyWithTool("x").replace("weather", "look"));
        return Told.of(way.surface(), response);
    }

    private static void refusesChat(int status, String words, boolean stream) {
        WIRE.says(stream ? ResponsesWire.streamed(ANSWER) : ResponsesWire.whole(ANSWER));
        WIRE.refuses(status, body -> body.contains("\"messages\"") ? error(words) : "");
    }

    private static Way way(Surface surface, boolean stream) {
        String model = "learnt/" + surface + stream;
        relay.catalogue().serveModels(model + " mock up/" + model, "kept hasty up/kept");
        relay.readCatalogue();
        return new Way(surface, model, "responses", stream);
    }

    private static double repairs() {
        return relay.meter("gatehouse.upstream.repairs", "reason", "responses");
    }

    @ParameterizedTest
    @CsvSource({"CHAT,true", "CHAT,false", "MESSAGES,true", "MESSAGES,false", "RESPONSES,true", "RESPONSES,false"})
    void isAskedTheOtherWayAtOnceAndFromThenOn(Surface surface, boolean stream) {
        Way way = way(surface, stream);
        double before = repairs();
        refusesChat(stream ? 404 : 400, stream ? ONLY : TOOLS, stream);

        Told first = ask(way);
        assertThat(first.outcome()).as(first.body()).isEqualTo("ok");
        assertThat(first.text()).isEqualTo("Let me look.");
        assertThat(first.calls()).containsExactly("look{\"city\":\"Oslo\"}");
        assertThat(WIRE.asked()).hasSize(2);
        assertThat(WIRE.asked().getLast()).contains("\"input\":[", "\"store\":false", "\"strict\":false");
        assertThat(repairs()).isEqualTo(before + 1);

        assertThat(ask(way).outcome()).isEqualTo("ok");
        assertThat(WIRE.asked()).hasSize(3);
        assertThat(repairs()).isEqualTo(before + 1);
    }

    @Test
    void isNotAskedSoWhereTheOperatorSaidChat() {
        way(Surface.CHAT, false);
        refusesChat(400, ONLY, false);

        assertThat(ask(new Way(Surface.CHAT, "kept", "openai", false)).outcome())
                .isEqualTo("400");
        assertThat(WIRE.asked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void theSecondRefusalReachesTheClient(Surface surface) {
        WIRE.says(ResponsesWire.whole(ANSWER));
        WIRE.refuses(400, body -> error(body.contains("\"messages\"") ? ONLY : "The input is not to my taste."));
        relay.catalogue().serveModels("twice/" + surface + " mock up/twice/" + surface);
        relay.readCatalogue();

        Told told = ask(new Way(surface, "twice/" + surface, "responses", false));
        assertThat(told.outcome()).isEqualTo("400");
        assertThat(told.body()).contains("not to my taste");
        assertThat(WIRE.asked()).hasSize(2);
    }

    @Test
    void anotherRefusalIsNoReason() {
        relay.catalogue().serveModels("other mock up/other");
        relay.readCatalogue();
        refusesChat(400, "Unknown parameter: 'x'.", false);

        assertThat(ask(new Way(Surface.CHAT, "other", "openai", false)).outcome())
                .isEqualTo("400");
        assertThat(WIRE.asked()).hasSize(1);
    }
}

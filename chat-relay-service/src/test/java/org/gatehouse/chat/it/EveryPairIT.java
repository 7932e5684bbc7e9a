package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.chat.it.PairAnswer.End;
import org.gatehouse.chat.it.PairAnswer.Part.Call;
import org.gatehouse.chat.it.PairAnswer.Part.Refusal;
import org.gatehouse.chat.it.PairAnswer.Part.Thought;
import org.gatehouse.chat.it.PairAnswer.Part.Words;
import org.gatehouse.chat.it.WireUpstream.Said;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of every pair: each client's dialect over each kind of upstream, whole and streamed, for all that an answer has. */
class EveryPairIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    private static final String OSLO = "{\"city\":\"Oslo\"}";
    private static final String ROME = "{\"city\":\"Rome\"}";
    private static final String PICTURE = "iVBORw0KGgo=";

    /** What an answer may be. */
    enum Row {
        TEXT(End.STOP, new Words("Once upon a time")),
        TEXT_IN_PIECES(End.STOP, new Words("Once "), new Words("upon")),
        TEXT_OF_ALL_ALPHABETS(End.STOP, new Words("Grüße, 世界 🏔️ \"quoted\" \\ ")),
        TOOL_CALL(End.CALLS, new Call("call_1", OSLO)),
        TOOL_CALL_WITHOUT_INPUT(End.CALLS, new Call("call_1", "{}")),
        TEXT_THEN_TOOL_CALL(End.CALLS, new Words("Let me look."), new Call("call_1", OSLO)),
        PARALLEL_TOOL_CALLS(End.CALLS, new Call("call_1", OSLO), new Call("call_2", ROME)),
        THREE_TOOL_CALLS_THE_SAME(
                End.CALLS, new Call("call_1", OSLO), new Call("call_2", OSLO), new Call("call_3", OSLO)),
        REASONING(End.STOP, new Thought("Hm. It rains."), new Words("Rain")),
        REASONING_THEN_TOOL_CALL(End.CALLS, new Thought("I have to look."), new Call("call_1", OSLO)),
        REFUSAL(End.FILTER, new Refusal("I cannot help with that.")),
        CUT_BY_LENGTH(End.LENGTH, new Words("Once upon a")),
        CUT_BY_FILTER(End.FILTER, new Words("Once"));

        @SuppressWarnings("ImmutableEnumChecker") // the parts are records in a copied list
        private final PairAnswer answer;

        Row(End end, PairAnswer.Part... parts) {
            this.answer = new PairAnswer(List.of(parts), end);
        }
    }

    static Stream<Way> ways() {
        return Way.all("mock/large", "claude", "answering");
    }

    static Stream<Arguments> answers() {
        return Stream.of(Row.values()).flatMap(row -> ways().map(way -> Arguments.of(row, way)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void saysWhatTheUpstreamSaid(Row row, Way way) {
        says(row.answer, way, way.stream());
    }

    /** Some servers stream what nobody asked them to stream, or the other way round. */
    @ParameterizedTest
    @MethodSource("answers")
    void saysItAlsoWhereTheUpstreamAnsweredTheOtherWay(Row row, Way way) {
        says(row.answer, way, !way.stream());
    }

    private static void says(PairAnswer answer, Way way, boolean streamed) {
        rig.wire().says(answer.said(way.upstream(), streamed));
        Told told = Told.of(way.surface(), rig.relay().post(way.surface().path(), withUsage(way)));

        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.text()).as(told.body()).isEqualTo(answer.text());
        assertThat(told.thought()).as(told.body()).isEqualTo(answer.thought());
        assertThat(told.calls()).as(told.body()).isEqualTo(answer.calls());
        assertThat(told.ids()).doesNotHaveDuplicates().hasSameSizeAs(answer.calls());
        assertThat(told.reason()).as(told.body()).isEqualTo(answer.end().in(way.surface()));
        assertThat(told.tokens()).as(told.body()).isEqualTo(PairAnswer.IN + "/" + PairAnswer.OUT);
    }

    /** Chat clients ask for usage in a stream; in the other dialects it is always told. */
    private static String withUsage(Way way) {
        String body = way.bodyWithTool("x").replace("weather", "look");
        return way.surface() == Surface.CHAT && way.stream()
                ? body.replace("\"stream\"", "\"stream_options\":{\"include_usage\":true},\"stream\"")
                : body;
    }

    /** How an upstream may fail instead, and what a client hears of it whole and streamed. */
    enum Trouble {
        BUSY("429", "429"),
        REFUSED("400", "400"),
        BROKEN("502", "502"),
        BREAKS_OFF("502", "cut"),
        FAILS_ON_THE_WAY("502", "cut");

        private final String whole;
        private final String streamed;

        Trouble(String whole, String streamed) {
            this.whole = whole;
            this.streamed = streamed;
        }

        private Said said(Way way) {
            String error = "{\"error\":{\"type\":\"e\",\"message\":\"out of order\"}}";
            Said good = Row.TEXT_IN_PIECES.answer.said(way.upstream(), way.stream());
            int half = good.body().length() / 2;
            return switch (this) {
                case BUSY -> new Said(429, "application/json", error);
                case REFUSED -> new Said(400, "application/json", error);
                case BROKEN -> new Said(500, "application/json", error);
                case BREAKS_OFF -> new Said(200, good.type(), good.body().substring(0, half));
                case FAILS_ON_THE_WAY ->
                    way.stream()
                            ? new Said(200, good.type(), firstFrames(good.body()) + failing(way.upstream()))
                            : new Said(200, good.type(), error);
            };
        }

        private static String firstFrames(String stream) {
            int end = 0;
            for (int frame = 0; frame < 3; frame++) {
                end = stream.indexOf("\n\n", end) + 2;
            }
            return stream.substring(0, end);
        }

        private static String failing(String upstream) {
            return switch (upstream) {
                case "openai" -> "data: {\"error\":{\"message\":\"out of order\"}}\n\n";
                case "anthropic" ->
                    "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                            + "\"message\":\"out of order\"}}\n\n";
                default ->
                    "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"out of order\","
                            + "\"param\":null,\"sequence_number\":3}\n\n";
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void tellsWhatWentWrong(Trouble trouble) {
        ways().forEach(way -> {
            Told told = rig.ask(way.surface(), way.model(), way.stream(), trouble.said(way));

            assertThat(told.outcome())
                    .as("%s %s", way, told.body())
                    .isEqualTo(way.stream() ? trouble.streamed : trouble.whole);
            assertThat(told.reason()).as("%s %s", way, told.body()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void handsAPictureOn(Way way) {
        rig.wire().says(Row.TEXT.answer.said(way.upstream(), way.stream()));

        assertThat(rig.relay().post(way.surface().path(), withPicture(way)).status())
                .isEqualTo(200);

        assertThat(rig.wire().asked()).hasSize(1);
        assertThat(rig.wire().asked().getFirst())
                .contains(
                        switch (way.upstream()) {
                            case "openai" -> "\"image_url\":{\"url\":\"data:image/png;base64," + PICTURE + "\"";
                            case "anthropic" -> "\"media_type\":\"image/png\"";
                            default -> "\"image_url\":\"data:image/png;base64," + PICTURE + "\"";
                        })
                .contains(PICTURE, "What is this?");
    }

    private static String withPicture(Way way) {
        String url = "data:image/png;base64," + PICTURE;
        String head = "{\"model\":\"" + way.model() + "\",\"stream\":" + way.stream() + ",";
        return switch (way.surface()) {
            case CHAT ->
                head + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is this?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}]}]}";
            case MESSAGES ->
                head
                        + "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is"
                        + " this?\"},{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                        + "\"data\":\"" + PICTURE + "\"}}]}]}";
            case RESPONSES ->
                head
                        + "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"What is this?\"},"
                        + "{\"type\":\"input_image\",\"image_url\":\"" + url + "\",\"detail\":\"auto\"}]}]}";
        };
    }
}

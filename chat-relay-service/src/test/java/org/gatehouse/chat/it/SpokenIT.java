package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gatehouse.chat.it.WireUpstream.Said;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In how many ways servers say a text, a thought or a refusal: none of it is lost, none told twice, no thought told as text. */
class SpokenIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    /** Name, the members of a message, its text, its thought. */
    private static final String[][] ROWS = {
        {"plain", "'content':'Hi'", "Hi", ""},
        {"a list of texts", "'content':[{'type':'text','text':'H'},{'type':'text','text':'i'}]", "Hi", ""},
        {"a list of bare texts", "'content':['H','i']", "Hi", ""},
        {"a part without a type", "'content':[{'text':'Hi'}]", "Hi", ""},
        {"one part", "'content':{'type':'text','text':'Hi'}", "Hi", ""},
        {"output texts", "'content':[{'type':'output_text','text':'Hi'}]", "Hi", ""},
        {
            "Mistral's thinking",
            "'content':[{'type':'thinking','thinking':[{'type':'text','text':'Hm'}]},{'type':'text','text':'Hi'}]",
            "Hi",
            "Hm"
        },
        {"DeepSeek's reasoning", "'content':'Hi','reasoning_content':'Hm'", "Hi", "Hm"},
        {"vLLM's reasoning", "'content':'Hi','reasoning':'Hm'", "Hi", "Hm"},
        {"both names", "'content':'Hi','reasoning':'Hm','reasoning_content':'Hm'", "Hi", "Hm"},
        {
            "OpenRouter's details",
            "'content':'Hi','reasoning_details':[{'type':'reasoning.text','text':'Hm','format':'x','index':0}]",
            "Hi",
            "Hm"
        },
        {
            "details beside a text",
            "'content':'Hi','reasoning':'Hm','reasoning_details':[{'type':'reasoning.summary','summary':'Hm','index':0}]",
            "Hi",
            "Hm"
        },
        {
            "encrypted details",
            "'content':'Hi','reasoning_details':[{'type':'reasoning.encrypted','data':'abc','index':0}]",
            "Hi",
            ""
        },
        {"a refusal", "'content':null,'refusal':'No.'", "No.", ""},
        {"a refusal in a list", "'content':[{'type':'refusal','refusal':'No.'}]", "No.", ""},
        {"a thought only", "'content':null,'reasoning_content':'Hm'", "", "Hm"},
        {"an empty thought", "'content':'Hi','reasoning_content':''", "Hi", ""},
        {"tags of the model's own", "'content':'<think>Hm</think>Hi'", "<think>Hm</think>Hi", ""},
        {
            "Gemini's thought",
            "'content':'<thought>Hm</thought>Hi','extra_content':{'google':{'thought':true}}",
            "Hi",
            "Hm"
        },
        {"Gemini's thought only", "'content':'<thought>Hm','extra_content':{'google':{'thought':true}}", "", "Hm"},
        {"tags that Gemini did not mark", "'content':'<thought>Hm</thought>Hi'", "<thought>Hm</thought>Hi", ""},
        {
            "a mark that says no",
            "'content':'Hi','extra_content':{'google':{'thought':false,'thought_signature':'s'}}",
            "Hi",
            ""
        },
        {"a signature only", "'content':'Hi','extra_content':{'google':{'thought_signature':'s'}}", "Hi", ""},
    };

    static Stream<Arguments> rows() {
        return Stream.of(ROWS)
                .flatMap(row -> Stream.of(Surface.values())
                        .map(surface -> Arguments.of(row[0], surface, row[1].replace('\'', '"'), row[2], row[3])));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void losesNothing(String name, Surface surface, String members, String text, String thought) {
        String message = "{\"role\":\"assistant\"," + members + "}";
        Said whole = Said.json(Chunks.completion(message, "\"stop\""));
        Said streamed = Said.chunks(Chunks.delta(message) + Chunks.end("stop"));
        for (boolean stream : new boolean[] {true, false}) {
            for (Said said : new Said[] {whole, streamed}) {
                Told told = rig.ask(surface, "mock/large", stream, said);

                assertThat(told.outcome()).as("%s: %s", name, told.body()).isEqualTo("ok");
                assertThat(told.text()).as("%s: %s", name, told.body()).isEqualTo(text);
                assertThat(told.thought()).as("%s: %s", name, told.body()).isEqualTo(thought);
            }
        }
    }

    /** However the pieces of a marked thought fall. */
    @ParameterizedTest
    @MethodSource("splits")
    void findsTheEndOfAMarkedThought(int first, int second, Surface surface) {
        String marked = "<thought>Hm. Oslo";
        String open = "</thought>It is cold";
        var chunks = new StringBuilder();
        for (String piece : new String[] {marked.substring(0, first), marked.substring(first)}) {
            chunks.append(
                    Chunks.delta("{\"content\":\"" + piece + "\",\"extra_content\":{\"google\":{\"thought\":true}}}"));
        }
        for (String piece : new String[] {open.substring(0, second), open.substring(second)}) {
            chunks.append(Chunks.delta("{\"content\":\"" + piece + "\"}"));
        }
        Told told = rig.ask(surface, "mock/large", true, Said.chunks(chunks + Chunks.end("stop")));

        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.thought()).as(told.body()).isEqualTo("Hm. Oslo");
        assertThat(told.text()).as(told.body()).isEqualTo("It is cold");
    }

    static Stream<Arguments> splits() {
        return Stream.of(0, 3, 8, 9, 12, 17)
                .flatMap(first -> Stream.of(0, 1, 5, 9, 10, 14)
                        .map(second -> Arguments.of(
                                first, second, (first + second) % 2 == 0 ? Surface.CHAT : Surface.RESPONSES)));
    }
}

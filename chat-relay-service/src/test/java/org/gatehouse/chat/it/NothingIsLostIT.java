package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gatehouse.chat.it.WireUpstream.Said;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where model servers put text, refusals and thoughts; a client of every dialect gets each once, streamed and whole. */
class NothingIsLostIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    private static final String[][] ROWS = {
        {"plain", "{'content':'Hi'}", "Hi", ""},
        {"list of one part", "{'content':[{'type':'text','text':'Hi'}]}", "Hi", ""},
        {"list of parts", "{'content':[{'type':'text','text':'H'},{'type':'text','text':'i'}]}", "Hi", ""},
        {"parts of the Responses dialect", "{'content':[{'type':'output_text','text':'Hi'}]}", "Hi", ""},
        {"parts without a type", "{'content':[{'text':'Hi'}]}", "Hi", ""},
        {"one part that is no list", "{'content':{'type':'text','text':'Hi'}}", "Hi", ""},
        {"texts in a list", "{'content':['H','i']}", "Hi", ""},
        {"reasoning_content", "{'reasoning_content':'Hm','content':'Hi'}", "Hi", "Hm"},
        {"reasoning", "{'reasoning':'Hm','content':'Hi'}", "Hi", "Hm"},
        {"both names", "{'reasoning':'Hm','reasoning_content':'Hm','content':'Hi'}", "Hi", "Hm"},
        {"null beside it", "{'reasoning_content':null,'reasoning':'Hm','content':'Hi'}", "Hi", "Hm"},
        {"no thought", "{'reasoning_content':null,'content':'Hi'}", "Hi", ""},
        {
            "details beside it",
            "{'reasoning':'Hm','reasoning_details':[{'type':'reasoning.text','text':'Hm'}],'content':'Hi'}",
            "Hi",
            "Hm"
        },
        {"details alone", "{'reasoning_details':[{'type':'reasoning.text','text':'Hm'}],'content':'Hi'}", "Hi", "Hm"},
        {
            "details as a summary",
            "{'reasoning_details':[{'type':'reasoning.summary','summary':'Hm'}],'content':'Hi'}",
            "Hi",
            "Hm"
        },
        {
            "a thinking part of Mistral's",
            "{'content':[{'type':'thinking','thinking':[{'type':'text','text':'Hm'}]},{'type':'text','text':'Hi'}]}",
            "Hi",
            "Hm"
        },
        {"a thinking part", "{'content':[{'type':'thinking','thinking':'Hm'},{'type':'text','text':'Hi'}]}", "Hi", "Hm"
        },
        {"thinking", "{'thinking':'Hm','content':'Hi'}", "Hi", "Hm"},
        {"refusal", "{'content':null,'refusal':'No.'}", "No.", ""},
        {"refusal without content", "{'refusal':'No.'}", "No.", ""},
        {"refusal beside an empty text", "{'content':'','refusal':'No.'}", "No.", ""},
        {"refusal in a part", "{'content':[{'type':'refusal','refusal':'No.'}]}", "No.", ""},
        {"no refusal", "{'content':'Hi','refusal':null}", "Hi", ""},
    };

    static Stream<Arguments> rows() {
        return Stream.of(ROWS)
                .flatMap(row -> Stream.of(Surface.values())
                        .flatMap(surface -> Stream.of(true, false)
                                .map(stream -> Arguments.of(row[0], surface, stream, json(row[1]), row[2], row[3]))));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tellsEachOnce(String name, Surface surface, boolean stream, String message, String text, String thought) {
        Said said = stream
                ? Said.chunks(Chunks.delta("{\"role\":\"assistant\"}") + Chunks.delta(message) + Chunks.end("stop"))
                : Said.json(Chunks.completion("{\"role\":\"assistant\"," + message.substring(1), "\"stop\""));

        Told told = rig.ask(surface, "mock/large", stream, said);

        assertThat(told.outcome()).as(told.body()).isEqualTo("ok");
        assertThat(told.text()).as("%s: %s", name, told.body()).isEqualTo(text);
        assertThat(told.thought()).as("%s: %s", name, told.body()).isEqualTo(thought);
    }
}

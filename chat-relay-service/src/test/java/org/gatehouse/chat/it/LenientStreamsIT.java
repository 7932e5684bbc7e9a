package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gatehouse.chat.it.WireUpstream.Said;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How lenient servers write their streams: each is understood, and what goes out is as OpenAI's reference has it. */
class LenientStreamsIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    private static final String HI = "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':"
            + "[{'index':0,'delta':{'content':'Hi'},'finish_reason':null}]}";
    private static final String END = "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':"
            + "[{'index':0,'delta':{},'finish_reason':'stop'}]}";
    private static final String USAGE = "'usage':{'prompt_tokens':11,'completion_tokens':7,'total_tokens':18}";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String COUNTED = "counted";

    /** Name, the stream's bytes, the usage that it tells. */
    private static final String[][] ROWS = {
        {"plain", frame(HI) + frame(END) + frame("{'choices':[]," + USAGE + "}") + DONE, "11/7"},
        {
            "bare chunks",
            frame("{'choices':[{'delta':{'content':'Hi'}}]}")
                    + frame("{'choices':[{'delta':{}," + "'finish_reason':'stop'}]," + USAGE + "}")
                    + DONE,
            "11/7"
        },
        {
            "null members",
            frame(
                            "{'id':null,'object':null,'created':null,'model':null,'choices':[{'index':null,'delta':"
                                    + "{'role':null,'content':'Hi','tool_calls':null},'logprobs':null,'finish_reason':null}],'usage':null}")
                    + frame(END)
                    + DONE,
            COUNTED
        },
        {"usage beside the reason", frame(HI) + frame(with(END)) + DONE, "11/7"},
        {
            "usage in every chunk",
            frame(HI.replace("}]}", "}],'usage':{'prompt_tokens':11,'completion_tokens':1}}"))
                    + frame(with(END))
                    + DONE,
            "11/7"
        },
        {"usage in Groq's member", frame(HI) + frame(END.replace("}]}", "}],'x_groq':{" + USAGE + "}}")) + DONE, "11/7"
        },
        {"usage with null choices", frame(HI) + frame(END) + frame("{'choices':null," + USAGE + "}") + DONE, "11/7"},
        {"usage without choices", frame(HI) + frame(END) + frame("{" + USAGE + "}") + DONE, "11/7"},
        {
            "usage as doubles",
            frame(HI)
                    + frame(END)
                    + frame("{'choices':[],'usage':{'prompt_tokens':11.0,"
                            + "'completion_tokens':7.0,'total_tokens':18.0}}")
                    + DONE,
            "11/7"
        },
        {
            "usage in Anthropic's words",
            frame(HI) + frame(END) + frame("{'choices':[],'usage':{'input_tokens':11,'output_tokens':7}}") + DONE,
            "11/7"
        },
        {"usage null", frame(HI) + frame(END) + frame("{'choices':[],'usage':null}") + DONE, COUNTED},
        {"no usage", frame(HI) + frame(END) + DONE, COUNTED},
        {"no marker", frame(HI) + frame(END), COUNTED},
        {"comments", ": OPENROUTER PROCESSING\n\n" + frame(HI) + ":\n\n:keep-alive\n" + frame(END) + DONE, COUNTED},
        {
            "names and ids of events",
            "id: 1\nevent: message\nretry: 5\n" + frame(HI) + "event: message\n" + frame(END) + "event: done\n" + DONE,
            COUNTED
        },
        {
            "no space",
            frame(HI).replace("data: ", "data:") + frame(END).replace("data: ", "data:") + "data:[DONE]\n\n",
            COUNTED
        },
        {"carriage returns", (frame(HI) + frame(END) + DONE).replace("\n", "\r\n"), COUNTED},
        {"a mark of the byte order", "\uFEFF" + frame(HI) + frame(END) + DONE, COUNTED},
        {"space around the marker", frame(HI) + frame(END) + "data:  [DONE] \n\n", COUNTED},
        {"an empty chunk", frame("{}") + frame(HI) + frame(END) + DONE, COUNTED},
        {
            "filters of Azure first",
            frame("{'id':'','object':'','created':0,'model':'','choices':[],"
                            + "'prompt_filter_results':[{'prompt_index':0,'content_filter_results':{}}]}")
                    + frame(HI)
                    + frame(END)
                    + DONE,
            COUNTED
        },
        {
            "a message in place of a delta",
            frame("{'choices':[{'index':0,'message':{'role':'assistant','content':'Hi'}," + "'finish_reason':null}]}")
                    + frame(END)
                    + DONE,
            COUNTED
        },
        {
            "created as a double",
            frame(HI.replace("'created':1,", "'created':1700000000.25,")) + frame(END) + DONE,
            COUNTED
        },
        {"created as a text", frame(HI.replace("'created':1,", "'created':'2026-01-01',")) + frame(END) + DONE, COUNTED
        },
        {
            "the reason with the last text",
            frame(HI.replace("'finish_reason':null", "'finish_reason':'stop'")) + DONE,
            COUNTED
        },
        {"the reason twice", frame(HI) + frame(END) + frame(END) + DONE, COUNTED},
        {"an empty text after the reason", frame(HI) + frame(END) + frame(HI.replace("Hi", "")) + DONE, COUNTED},
        {"a reason in an upstream's words", frame(HI) + frame(END.replace("'stop'", "'eos'")) + DONE, COUNTED},
        {
            "a chunk over several lines",
            "data: {\"choices\":\ndata: [{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n" + frame(END) + DONE,
            COUNTED
        },
        {"a marker without its blank line", frame(HI) + frame(END) + "data: [DONE]", COUNTED},
        {"a last chunk without its blank line", frame(HI) + frame(END).strip(), COUNTED},
        {"comments after the marker", frame(HI) + frame(END) + DONE + ": bye\n\n", COUNTED},
        {"the marker twice", frame(HI) + frame(END) + DONE + DONE, COUNTED},
        {"an empty event", "data:\n\n" + frame(HI) + frame(END) + DONE, COUNTED},
        {"a ping", "event: ping\ndata: {\"type\":\"ping\"}\n\n" + frame(HI) + frame(END) + DONE, COUNTED},
        {"an index as a text", frame(HI.replace("'index':0", "'index':'0'")) + frame(END) + DONE, COUNTED},
        {
            "usage that grows with the reason last",
            frame(HI.replace("}]}", "}],'usage':null}")) + frame(with(END)) + DONE,
            "11/7"
        },
        {"usage twice", frame(HI) + frame(with(END)) + frame("{'choices':[]," + USAGE + "}") + DONE, "11/7"},
        {"usage before the reason", frame(HI) + frame("{'choices':[]," + USAGE + "}") + frame(END) + DONE, "11/7"},
        {
            "a role in each chunk",
            frame(HI.replace("'content'", "'role':'assistant','content'"))
                    + frame(END.replace("{}", "{'role':'assistant'}"))
                    + DONE,
            COUNTED
        },
        {"a role of its own", frame(HI.replace("'content'", "'role':'model','content'")) + frame(END) + DONE, COUNTED},
        {
            "null deltas",
            frame(HI) + frame(HI.replace("{'content':'Hi'}", "null")) + frame(END.replace("{}", "null")) + DONE,
            COUNTED
        },
        {"another id in each chunk", frame(HI) + frame(END.replace("'id':'c'", "'id':'d'")) + DONE, COUNTED},
        {"content null with the reason", frame(HI) + frame(END.replace("{}", "{'content':null}")) + DONE, COUNTED},
        {
            "members that nobody knows",
            frame(HI.replace("'id'", "'provider':'X','system_fingerprint':null,'id'")) + frame(END) + DONE,
            COUNTED
        },
    };

    private static String frame(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    private static String with(String chunk) {
        return chunk.substring(0, chunk.length() - 1) + "," + USAGE + "}";
    }

    static Stream<Arguments> rows() {
        return Stream.of(ROWS)
                .flatMap(row -> Stream.of(Surface.values())
                        .flatMap(surface -> Stream.of(true, false)
                                .map(stream -> Arguments.of(row[0], surface, stream, row[1], row[2]))));
    }

    /** A stream in answer to a unary request is put together. */
    @ParameterizedTest
    @MethodSource("rows")
    void understands(String name, Surface surface, boolean stream, String wire, String usage) {
        understood(surface, stream, new Said(200, "text/event-stream", wire), name, usage);
    }

    private static void understood(Surface surface, boolean stream, Said said, String name, String usage) {
        rig.wire().says(said);
        String body = new Way(surface, "mock/large", "", stream).body("");
        if (surface == Surface.CHAT && stream) {
            body = body.replace("\"stream\"", "\"stream_options\":{\"include_usage\":true},\"stream\"");
        }
        Told told = Told.of(surface, rig.relay().post(surface.path(), body));

        assertThat(told.outcome()).as("%s: %s", name, told.body()).isEqualTo("ok");
        assertThat(told.text()).as("%s: %s", name, told.body()).isEqualTo("Hi");
        assertThat(told.reason()).matches(Told.reasons(surface));
        assertThat(told.tokens())
                .as("%s: %s", name, told.body())
                .matches(usage.equals(COUNTED) ? "[1-9][0-9]*/1" : usage);
    }

    /** Labels that say something else than what the body is. */
    static Stream<Arguments> labels() {
        return Stream.of(
                        "text/event-stream",
                        "text/event-stream; charset=utf-8",
                        "Text/Event-Stream",
                        "application/json",
                        "application/json; charset=utf-8",
                        "text/plain",
                        "text/plain;charset=UTF-8",
                        "text/html",
                        "application/octet-stream",
                        "application/x-ndjson",
                        "application/stream+json",
                        "binary/octet-stream")
                .flatMap(type -> Stream.of(Surface.values()).map(surface -> Arguments.of(type, surface)));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void judgesAnAnswerByWhatItIs(String type, Surface surface) {
        String whole = Chunks.completion("{\"role\":\"assistant\",\"content\":\"Hi\"}", "\"stop\"");
        String streamed = frame(HI) + frame(END) + DONE;
        for (boolean stream : new boolean[] {true, false}) {
            understood(surface, stream, new Said(200, type, whole), type + " whole", "3/4");
            understood(surface, stream, new Said(200, type, streamed), type + " streamed", COUNTED);
        }
    }
}

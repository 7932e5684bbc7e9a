package org.gatehouse.chat.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.translate.messages.MessagesOverChat;
import org.gatehouse.chat.translate.responses.ResponsesOverChat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tool that the upstream knows as another comes back to the client as its own, whole and streamed. */
class CalledToolsTest {

    private static final String TOOLS = "[{'type':'custom','name':'apply_patch'},{'type':'local_shell'},"
            + "{'type':'namespace','name':'ns','tools':[{'type':'function','name':'spawn'},{'type':'custom','name':'note'}]},"
            + "{'type':'tool_search','execution':'client'},{'type':'function','name':'look'}]";

    /** Keeps what is sent. */
    private static final class Sent implements Conversion.Out {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void frame(ByteBuf frame) {
            text.append(frame.toString(StandardCharsets.UTF_8));
            frame.release();
        }

        @Override
        public void usageFrame(ByteBuf frame) {
            frame(frame);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        apply_patch | {'input':'*** Begin'} | 'type':'custom_tool_call' | 'name':'apply_patch','input':'*** Begin'
        apply_patch | *** Begin | 'type':'custom_tool_call' | 'name':'apply_patch','input':'*** Begin'
        apply_patch | {'patch':'*** Begin'} | 'type':'custom_tool_call' | 'name':'apply_patch','input':'*** Begin'
        apply_patch | {'input':''} | 'type':'custom_tool_call' | 'name':'apply_patch','input':''
        apply_patch | {'a':1,'b':2} | 'type':'custom_tool_call' | 'name':'apply_patch','input':'{~a~:1,~b~:2}'
        ns__spawn | {} | 'type':'function_call' | 'name':'spawn','arguments':'{}','namespace':'ns'
        ns__note | {'input':'x'} | 'type':'custom_tool_call' | 'name':'note','input':'x','namespace':'ns'
        local_shell | {'command':['ls']} | 'type':'local_shell_call' | 'action':{'type':'exec','command':['ls'],'timeout_ms':null,'user':null,'working_directory':null,'env':{}}
        local_shell | {'command':'ls -l','timeout_ms':5} | 'type':'local_shell_call' | 'command':['bash','-lc','ls -l'],'timeout_ms':5
        tool_search | {'query':'q'} | 'type':'tool_search_call' | 'execution':'client','arguments':{'query':'q'}
        look | {'a':1} | 'type':'function_call' | 'name':'look','arguments':'{~a~:1}'
        unheard_of | {} | 'type':'function_call' | 'name':'unheard_of','arguments':'{}'
        """)
    void areTheClientsOwnInResponses(String function, String arguments, String type, String said) throws IOException {
        String expected = plain(said).replace("~", "\\\"");
        JsonNode request = tree("{'model':'m','input':'hi','tools':" + TOOLS + "}");
        String call = "[{'index':0,'id':'c1','type':'function','function':{'name':'" + function + "','arguments':"
                + "ARGUMENTS}}]";
        String calls =
                plain(call).replace("ARGUMENTS", JsonTree.text(JsonTree.object().textNode(plain(arguments))));

        String whole = JsonTree.text(conversion(request)
                .whole(JsonTree.object(bytes(
                        plain("{'choices':[{'index':0,'message':{'role':'assistant','content':null,'tool_calls':CALLS},"
                                        + "'finish_reason':'tool_calls'}]}")
                                .replace("CALLS", calls)))));
        String streamed = streamed(conversion(request), calls);

        for (String answer : new String[] {whole, streamed}) {
            assertThat(answer).contains(plain(type), "\"call_id\":\"c1\"", expected);
        }
        boolean custom = type.contains("custom");
        assertThat(streamed.contains("event: response.custom_tool_call_input.delta"))
                .isEqualTo(custom);
        assertThat(streamed.contains("event: response.custom_tool_call_input.done"))
                .isEqualTo(custom);
        assertThat(streamed.contains("event: response.function_call_arguments.done"))
                .isEqualTo(type.contains("function_call"));
    }

    @ParameterizedTest
    @CsvSource({
        "functions.look:0,toolu_gh_ZnVuY3Rpb25zLmxvb2s6MA",
        "call_1,call_1",
        "look#1,toolu_gh_bG9vayMx",
        "a.b,toolu_gh_YS5i"
    })
    void haveIdsThatAnthropicsClientsMaySendAnywhere(String id, String told) throws IOException {
        String long0 = "mcp__server__" + "x".repeat(80);
        String sent = ToolName.sent(long0);
        JsonNode request = tree("{'model':'m','max_tokens':1,'messages':[],'tools':[{'name':'" + long0 + "'}]}");
        String calls = plain("[{'index':0,'id':'" + id + "','type':'function','function':{'name':'" + sent
                + "','arguments':'{}'}}]");
        var context = new Translation.Context("m", 1);

        String streamed = streamed(new MessagesOverChat().conversion(request, context), calls);

        assertThat(sent).hasSize(64);
        assertThat(streamed).contains("\"id\":\"" + told + "\"", "\"name\":\"" + long0 + "\"");
        assertThat(CallId.forChat(told)).isEqualTo(id);
    }

    private static Conversion conversion(JsonNode request) {
        return new ResponsesOverChat().conversion(request, new Translation.Context("m", 1));
    }

    private static String streamed(Conversion conversion, String calls) throws IOException {
        var out = new Sent();
        conversion.event(
                JsonTree.object(bytes(plain("{'choices':[{'index':0,'delta':{'role':'assistant','tool_calls':CALLS}}]}")
                        .replace("CALLS", calls))),
                out);
        conversion.event(tree("{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}"), out);
        conversion.end(out);
        return out.text.toString();
    }

    private static JsonNode tree(String text) throws IOException {
        return JsonTree.object(bytes(plain(text)));
    }

    private static String plain(String text) {
        return text.replace('\'', '"');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

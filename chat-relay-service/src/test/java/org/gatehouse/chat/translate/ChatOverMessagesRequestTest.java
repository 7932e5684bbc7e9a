package org.gatehouse.chat.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.chat.translate.chat.ChatOverMessages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anthropic refuses much that OpenAI's clients send: what is sent to it instead, and what is told of it. */
class ChatOverMessagesRequestTest {

    private static final String USER = "{'role':'user','content':'a'}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        functions.look:0      | toolu_gh_ZnVuY3Rpb25zLmxvb2s6MA
        call_1                | call_1
        toolu_01AbC-d         | toolu_01AbC-d
        look#1                | toolu_gh_bG9vayMx
        a b                   | toolu_gh_YSBi
        chatcmpl-tool-5f.1    | toolu_gh_Y2hhdGNtcGwtdG9vbC01Zi4x
        call/x                | toolu_gh_Y2FsbC94
        ünï                   | toolu_gh_w7xuw68
        toolu_gh_YSBi         | toolu_gh_YSBi
        {uuid}                | toolu_gh_e3V1aWR9
        toolu_gh_             | toolu_gh_dG9vbHVfZ2hf
        ::                    | toolu_gh_Ojo
        """)
    void writesTheIdsOfCallsInAnthropicsCharactersOnBothSides(String id, String sent) {
        Asked asked = ask(USER + "," + calls(id) + ",{'role':'tool','tool_call_id':'" + id + "','content':'ok'}");

        assertThat(asked.at("/messages/1/content/0/id")).isEqualTo("'" + sent + "'");
        assertThat(asked.at("/messages/2/content/0/tool_use_id")).isEqualTo("'" + sent + "'");
        assertThat(asked.dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'role':'user','content':''} | [{'role':'user','content':[{'type':'text','text':'.'}]}]
        {'role':'user','content':' \\n'} | [{'role':'user','content':[{'type':'text','text':'.'}]}]
        {'role':'user','content':null} | [{'role':'user','content':[{'type':'text','text':'.'}]}]
        {'role':'user','content':[]} | [{'role':'user','content':[{'type':'text','text':'.'}]}]
        {'role':'user','content':[{'type':'text','text':''},{'type':'text','text':'b'}]} | [{'role':'user','content':[{'type':'text','text':'b'}]}]
        {'role':'user','content':'a'},{'role':'assistant','content':''},{'role':'user','content':'b'} | [{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}]
        {'role':'user','content':'a'},{'role':'assistant','content':null},{'role':'user','content':'b'} | [{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}]
        {'role':'user','content':'a'},{'role':'assistant','content':[{'type':'text','text':' '}]} | [{'role':'user','content':[{'type':'text','text':'a'}]}]
        {'role':'user','content':'a'},{'role':'assistant','content':'b \\n'} | [{'role':'user','content':[{'type':'text','text':'a'}]},{'role':'assistant','content':[{'type':'text','text':'b'}]}]
        {'role':'assistant','content':'hi'},{'role':'user','content':'a'} | [{'role':'user','content':[{'type':'text','text':'.'}]},{'role':'assistant','content':[{'type':'text','text':'hi'}]},{'role':'user','content':[{'type':'text','text':'a'}]}]
        {'role':'system','content':'be'} | [{'role':'user','content':[{'type':'text','text':'be'}]}]
        {'role':'user','content':'a'},{'role':'user','content':'b'} | [{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}]
        {'role':'user','content':'a'},{'role':'tool','tool_call_id':'x','content':'lost'} | [{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'lost'}]}]
        {'role':'user','content':'a'},{'role':'assistant','refusal':'no','content':null},{'role':'user','content':'b'} | [{'role':'user','content':[{'type':'text','text':'a'}]},{'role':'assistant','content':[{'type':'text','text':'no'}]},{'role':'user','content':[{'type':'text','text':'b'}]}]
        """)
    void sendsNoEmptyTextAndNoEmptyTurn(String messages, String sent) {
        Asked asked = ask(messages);

        assertThat(asked.at("/messages")).isEqualTo(sent);
        assertThat(asked.at("/system")).isEmpty();
        assertThat(asked.dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        {} | {'type':'object'} |
        null | {'type':'object'} |
        {'type':'object'} | {'type':'object'} |
        {'type':null,'properties':{}} | {'type':'object','properties':{}} |
        {'properties':{'a':{}}} | {'type':'object','properties':{'a':{}}} |
        {'type':['object','null']} | {'type':'object'} |
        {'type':'None'} | {'type':'object'} |
        [] | {'type':'object'} |
        {'anyOf':[{'properties':{'a':{}}},{'properties':{'b':{}}}]} | {'type':'object','properties':{'a':{},'b':{}}} | anyOf
        {'oneOf':[{'properties':{'a':{}},'required':['a']}]} | {'type':'object','properties':{'a':{}}} | oneOf
        {'allOf':[{'properties':{'a':{}},'required':['a']}]} | {'type':'object','properties':{'a':{}},'required':['a']} | allOf
        {'type':'object','$defs':{'x':{}}} | {'type':'object','$defs':{'x':{}}} |
        """)
    void givesEveryToolAnObjectForItsInput(String parameters, String sent, String dropped) {
        Asked asked = Asked.of(
                new ChatOverMessages(),
                "{'model':'m','messages':[" + USER
                        + "],'tools':[{'type':'function','function':{'name':'f','parameters':" + parameters + "}}]}");

        assertThat(asked.at("/tools/0/input_schema")).isEqualTo(sent);
        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'temperature':1.7 | /temperature | 1.0 | temperature
        'temperature':0.3,'top_p':0.9 | /top_p | | top_p
        'top_p':0.9 | /top_p | 0.9 |
        'stop':'END' | /stop_sequences | ['END'] |
        'stop':['\\n\\n','END'] | /stop_sequences | ['END'] | stop
        'stop':['\\n'] | /stop_sequences | | stop
        'stop':[] | /stop_sequences | |
        'user':'u1' | /metadata/user_id | 'u1' |
        'user':'a@b.example' | /metadata/user_id | hashed |
        'user':'' | /metadata | |
        'seed':3,'logit_bias':{},'presence_penalty':0 | /seed | | seed, logit_bias, presence_penalty
        'logprobs':true,'top_logprobs':2 | /logprobs | | logprobs, top_logprobs
        'response_format':{'type':'json_object'} | /output_config | | response_format
        'response_format':{'type':'text'} | /output_config | |
        'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object','properties':{'a':{'type':'string','maxLength':3}}}}} | /output_config/format/schema | {'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':false} | maxLength
        'tool_choice':'auto','parallel_tool_calls':false | /tool_choice | |
        'tools':[],'tool_choice':'required' | /tool_choice | | tool_choice
        'tools':[{'type':'custom','custom':{'name':'p'}}] | /tools | | custom
        'tools':[{'type':'web_search'}],'tool_choice':'auto' | /tools | | web_search
        'reasoning_effort':'high','verbosity':'low','prediction':{'a':1} | /reasoning_effort | | reasoning_effort, verbosity, prediction
        'max_completion_tokens':9,'max_tokens':5 | /max_tokens | 9 |
        'stream_options':{'include_usage':true},'store':false,'models':['x'] | /stream_options | |
        'service_tier':null,'functions':[] | /service_tier | | functions
        """)
    void asksForWhatCanBeSaidAndNamesTheRest(String member, String pointer, String sent, String dropped) {
        Asked asked = Asked.of(new ChatOverMessages(), "{'model':'m'," + member + ",'messages':[" + USER + "]}");

        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
        if (pointer.equals("/metadata/user_id") && member.contains("@")) {
            assertThat(asked.at(pointer)).matches("'[0-9a-f]{64}'");
        } else {
            assertThat(asked.at(pointer)).isEqualTo(sent == null ? "" : sent);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        data:image/png;base64,iVBORw0KGgoX | image/png
        data:image/png;base64,/9j/4AAQ | image/jpeg
        data:image/jpg;base64,AAAA | image/jpeg
        data:IMAGE/PNG;base64,AAAA | image/png
        data:image/png;charset=utf-8;base64,AAAA | image/png
        data:image/jpeg;base64,R0lGODlh | image/gif
        data:application/octet-stream;base64,UklGRabc | image/webp
        data:;base64,/9j/4AAQ | image/jpeg
        DATA:image/webp;base64,AAAA | image/webp
        data:image/pjpeg;base64,AAAA | image/jpeg
        """)
    void labelsAPictureAsWhatItIs(String url, String type) {
        Asked asked = ask("{'role':'user','content':[{'type':'image_url','image_url':{'url':'" + url + "'}}]}");

        assertThat(asked.at("/messages/0/content/0/source/media_type")).isEqualTo("'" + type + "'");
    }

    private static String calls(String... ids) {
        var calls = new StringBuilder();
        for (String id : ids) {
            calls.append(calls.isEmpty() ? "" : ",")
                    .append("{'id':'" + id + "','type':'function','function':{'name':'look','arguments':'{}'}}");
        }
        return "{'role':'assistant','content':null,'tool_calls':[" + calls + "]}";
    }

    private static Asked ask(String messages) {
        return Asked.of(new ChatOverMessages(), "{'model':'m','messages':[" + messages + "]}");
    }
}

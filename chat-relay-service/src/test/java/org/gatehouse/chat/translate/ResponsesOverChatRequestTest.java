package org.gatehouse.chat.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.chat.translate.responses.ResponsesOverChat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Codex and other clients of Responses send, as chat APIs take it. */
class ResponsesOverChatRequestTest {

    private static final String TEXT_INPUT = "{'type':'object','properties':{'input':{'type':'string','description':"
            + "'The whole input of the tool, as plain text.'}},'required':['input'],'additionalProperties':false}";

    @Test
    void makesAFunctionOfAFreeformTool() {
        Asked asked = Asked.of(new ResponsesOverChat(), """
                {'model':'m','input':'hi','tools':[{'type':'custom','name':'apply_patch','description':'d',
                'format':{'type':'grammar','syntax':'lark','definition':'start: /.+/'}}]}""");

        assertThat(asked.at("/tools"))
                .isEqualTo("[{'type':'function','function':{'name':'apply_patch','description':"
                        + "'d\\n\\nThe input must follow this grammar (lark):\\nstart: /.+/','parameters':" + TEXT_INPUT
                        + "}}]");
        assertThat(asked.dropped()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'type':'function','name':'look','parameters':{'type':'object','properties':{}}} | look |
        {'type':'namespace','name':'ns','description':'d','tools':[{'type':'function','name':'spawn','parameters':{}}]} | ns__spawn |
        {'type':'namespace','name':'ns','tools':[{'type':'custom','name':'p'}]} | ns__p |
        {'type':'namespace','name':'mcp.server','tools':[{'type':'function','name':'x'}]} | mcp_server__x_8e9d3e7a |
        {'type':'local_shell'} | local_shell |
        {'type':'tool_search','execution':'client','parameters':{}} | tool_search |
        {'type':'tool_search'} | | tool_search
        {'type':'web_search','external_web_access':true} | | web_search
        {'type':'web_search_preview'} | | web_search_preview
        {'type':'file_search','vector_store_ids':['v']} | | file_search
        {'type':'code_interpreter','container':{'type':'auto'}} | | code_interpreter
        {'type':'image_generation'} | | image_generation
        {'type':'mcp','server_label':'x','server_url':'https://x.example'} | | mcp
        {'type':'computer_use_preview'} | | computer_use_preview
        {'type':'function','name':'f','defer_loading':true} | f | defer_loading
        {'type':'function','name':'f','strict':true,'parameters':{'type':'object','properties':{'a':{}}}} | f | strict
        {'type':'something new'} | | other
        """)
    void mapsAToolOrLeavesItOut(String tool, String function, String dropped) {
        Asked asked = Asked.of(
                new ResponsesOverChat(),
                "{'model':'m','input':'hi','tool_choice':'auto','parallel_tool_calls':true,'tools':[" + tool + "]}");

        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
        if (function == null) {
            assertThat(asked.at("/tools") + asked.at("/tool_choice") + asked.at("/parallel_tool_calls"))
                    .isEmpty();
        } else {
            String name = asked.at("/tools/0/function/name").replace("'", "");
            assertThat(name.substring(0, Math.min(name.length(), 13)))
                    .isEqualTo(function.substring(0, Math.min(function.length(), 13)));
            assertThat(name).matches("[a-zA-Z0-9_-]{1,64}");
            assertThat(asked.at("/tools/0/function/parameters/type")).isEqualTo("'object'");
            assertThat(asked.at("/tool_choice")).isEqualTo("'auto'");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'type':'additional_tools','role':'developer','tools':[{'type':'namespace','name':'functions','description':'','tools':[{'type':'custom','name':'exec'},{'type':'function','name':'wait'}]}]} | functions__exec functions__wait |
        {'type':'additional_tools','tools':[{'type':'function','name':'look'}]} | look |
        {'type':'additional_tools','tools':[{'type':'function','name':'f'},{'type':'web_search'}]} | f | web_search
        {'type':'additional_tools','tools':[]} | |
        {'type':'additional_tools','tools':null} | |
        {'type':'additional_tools'} | |
        {'type':'tool_search_output','call_id':'t','tools':[{'type':'function','name':'found'}]} | found |
        """)
    void offersTheToolsThatItemsBring(String item, String functions, String dropped) {
        Asked asked = Asked.of(
                new ResponsesOverChat(),
                "{'model':'m','tool_choice':'auto','input':[{'role':'user','content':'a'}," + item + "]}");

        var names = asked.body().path("tools").findValuesAsText("name");
        assertThat(String.join(" ", names)).isEqualTo(functions == null ? "" : functions);
        assertThat(asked.at("/tool_choice")).isEqualTo(functions == null ? "" : "'auto'");
        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'tools':[],'tool_choice':'auto','parallel_tool_calls':false | /tool_choice | |
        'tool_choice':'required' | /tool_choice | | tool_choice
        'tools':[{'type':'web_search'}],'tool_choice':{'type':'web_search'} | /tool_choice | | web_search, tool_choice
        'tools':[{'type':'custom','name':'p'}],'tool_choice':{'type':'custom','name':'p'} | /tool_choice | {'type':'function','function':{'name':'p'}} |
        'tools':[{'type':'function','name':'a'},{'type':'function','name':'b'}],'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'b'}]} | /tool_choice | 'required' |
        'tools':[{'type':'function','name':'a'}],'tool_choice':{'type':'function','name':'b'} | /tool_choice | | tool_choice
        'tools':[{'type':'local_shell'}],'tool_choice':{'type':'local_shell'} | /tool_choice/function/name | 'local_shell' |
        'include':['reasoning.encrypted_content'],'store':false | /include | | include
        'prompt_cache_key':'k','client_metadata':{'a':'b'} | /prompt_cache_key | | prompt_cache_key, client_metadata
        'reasoning':{'effort':'high','summary':'auto'} | /reasoning_effort | 'high' | summary
        'text':{'verbosity':'low'} | /verbosity | | verbosity
        'max_output_tokens':50 | /max_tokens | 50 |
        'truncation':'auto','service_tier':'auto','metadata':{'a':'b'} | /truncation | | truncation, service_tier, metadata
        'text':{'format':{'type':'json_schema','schema':{}}} | /response_format/json_schema/name | 'answer' |
        """)
    void asksForWhatCanBeSaidAndNamesTheRest(String member, String pointer, String sent, String dropped) {
        Asked asked = Asked.of(new ResponsesOverChat(), "{'model':'m'," + member + ",'input':'hi'}");

        assertThat(asked.at(pointer)).isEqualTo(sent == null ? "" : sent);
        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        developer messages in any place | {'role':'user','content':'a'},{'type':'message','role':'developer','content':[{'type':'input_text','text':'be'}]} | system:be user:a |
        parallel calls | {'type':'function_call','call_id':'1','name':'f','arguments':'{}'},{'type':'reasoning','id':'r','summary':[]},{'type':'function_call','call_id':'2','name':'f','arguments':'{}'},{'type':'function_call_output','call_id':'2','output':'two'},{'type':'function_call_output','call_id':'1','output':'one'} | assistant:[1,2] tool(1):one tool(2):two | reasoning
        a message between | {'type':'function_call','call_id':'1','name':'f','arguments':'{}'},{'role':'user','content':'stop'},{'type':'function_call_output','call_id':'1','output':'one'} | assistant:[1] tool(1):one user:stop |
        a result before its call | {'type':'function_call_output','call_id':'1','output':'one'},{'type':'function_call','call_id':'1','name':'f','arguments':'{}'} | assistant:[1] tool(1):one |
        a call without a result | {'role':'user','content':'a'},{'type':'function_call','call_id':'1','name':'f','arguments':'{}'},{'role':'user','content':'b'} | user:a user:b | function_call
        a result without a call | {'type':'function_call_output','call_id':'9','output':'lost'} | user:lost |
        the same id in two turns | {'type':'function_call','call_id':'0','name':'f','arguments':'{}'},{'type':'function_call_output','call_id':'0','output':'one'},{'role':'user','content':'b'},{'type':'function_call','call_id':'0','name':'f','arguments':'{}'},{'type':'function_call_output','call_id':'0','output':'two'} | assistant:[0] tool(0):one user:b assistant:[0_2] tool(0_2):two |
        a freeform tool | {'type':'custom_tool_call','call_id':'c','name':'apply_patch','input':'*** x'},{'type':'custom_tool_call_output','call_id':'c','output':'Done'} | assistant:[c] tool(c):Done |
        a local shell | {'type':'local_shell_call','id':'l','call_id':'c','status':'completed','action':{'type':'exec','command':['ls'],'env':{}}},{'type':'local_shell_call_output','call_id':'c','output':'x'} | assistant:[c] tool(c):x |
        a shell's output by the function's name | {'type':'local_shell_call','call_id':'c','action':{'type':'exec','command':['ls']}},{'type':'function_call_output','call_id':'c','output':'x'} | assistant:[c] tool(c):x |
        a list as a result | {'type':'function_call','call_id':'1','name':'f','arguments':'{}'},{'type':'function_call_output','call_id':'1','output':[{'type':'input_text','text':'see'},{'type':'input_image','image_url':'https://e.example/a.png'}]} | assistant:[1] tool(1):see user:https://e.example/a.png |
        an empty list as a result | {'type':'function_call','call_id':'1','name':'f','arguments':'{}'},{'type':'function_call_output','call_id':'1','output':[]} | assistant:[1] tool(1):[] |
        a web search | {'type':'web_search_call','id':'w','status':'completed','action':{'type':'search','query':'q'}},{'role':'user','content':'a'} | user:a | web_search_call
        compaction | {'type':'compaction','id':'c','encrypted_content':'x'},{'role':'user','content':'a'} | user:a | compaction
        what Codex keeps for itself | {'type':'ghost_snapshot','ghost_commit':{}},{'role':'user','content':'a'} | user:a | ghost_snapshot
        a picture made by the provider | {'type':'image_generation_call','id':'i','result':'x'},{'role':'user','content':'a'} | user:a | image_generation_call
        an empty answer | {'role':'user','content':'a'},{'role':'assistant','content':[{'type':'output_text','text':''}]},{'role':'user','content':'b'} | user:a user:b |
        tools | {'type':'additional_tools','id':'at','role':'developer','tools':[{'type':'function','name':'f'}]},{'role':'user','content':'a'} | user:a |
        a search for tools | {'type':'tool_search_call','call_id':'t','execution':'client','arguments':{'query':'q'}},{'type':'tool_search_output','call_id':'t','execution':'client','tools':[{'type':'function','name':'found'}]} | assistant:[t] tool(t):[{'type':'function','name':'found'}] |
        """)
    void bringsItemsIntoAnOrderThatChatApisTake(String what, String items, String messages, String dropped) {
        Asked asked = Asked.of(new ResponsesOverChat(), "{'model':'m','input':[" + items + "]}");

        var told = new StringBuilder();
        asked.body().path("messages").forEach(message -> {
            told.append(told.isEmpty() ? "" : " ").append(message.path("role").asText());
            if (message.has("tool_call_id")) {
                told.append('(').append(message.path("tool_call_id").asText()).append(')');
            }
            told.append(':').append(message.path("content").asText(""));
            message.path("content")
                    .forEach(part -> told.append(part.at("/image_url/url").asText()));
            if (message.has("tool_calls")) {
                told.append(message.path("tool_calls").findValuesAsText("id"));
            }
        });
        assertThat(told.toString().replace(", ", ",").replace('"', '\''))
                .as(what)
                .isEqualTo(messages);
        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
    }
}

package org.gatehouse.chat.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.chat.translate.messages.MessagesOverChat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Claude Code and other clients of Anthropic send, as chat APIs take it. */
class MessagesOverChatRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'metadata':{'user_id':'u'} | /user | 'u' |
        'metadata':{'user_id':''} | /user | |
        'metadata':{'user_id':'u','more':1} | /user | 'u' | more
        'top_k':5,'thinking':{'type':'enabled','budget_tokens':1024},'service_tier':'auto' | /top_k | | top_k, thinking, service_tier
        'context_management':{'edits':[]},'container':'c','mcp_servers':[] | /container | | context_management, container, mcp_servers
        'output_config':{'effort':'high'} | /output_config | | effort
        'output_config':{'format':{'type':'json_schema','schema':{'type':'object','properties':{'a':{}}}}} | /response_format/json_schema/strict | false |
        'output_format':{'type':'json_schema','schema':{'type':'object','properties':{},'additionalProperties':false}} | /response_format/json_schema/strict | true |
        'stop_sequences':[] | /stop | |
        'stop_sequences':['','END'] | /stop | ['END'] |
        'tools':[],'tool_choice':{'type':'auto'} | /tool_choice | | tool_choice
        'tools':[{'type':'web_search_20250305','name':'web_search','max_uses':8}],'tool_choice':{'type':'tool','name':'web_search'} | /tools | | web_search_20250305, tool_choice
        'tools':[{'type':'bash_20250124','name':'bash'},{'name':'f','input_schema':{}}],'tool_choice':{'type':'any'} | /tool_choice | 'required' | bash_20250124
        'tools':[{'name':'f','input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}}] | /tools/0/function | {'name':'f','parameters':{'type':'object','properties':{}}} | cache_control
        'tools':[{'type':null,'name':'f'}] | /tools/0/function/parameters | {'type':'object','properties':{}} |
        'tools':[{'name':'f','input_schema':{},'eager_input_streaming':true,'input_examples':[{}]}] | /tools/0/function/name | 'f' | eager_input_streaming, input_examples
        'system':[{'type':'text','text':'be','cache_control':{'type':'ephemeral'}}] | /messages/0 | {'role':'system','content':'be'} | cache_control
        'max_tokens':0 | /max_tokens | 0 |
        'stream':true | /stream | true |
        """)
    void asksForWhatCanBeSaidAndNamesTheRest(String member, String pointer, String sent, String dropped) {
        Asked asked = Asked.of(
                new MessagesOverChat(), "{'model':'m'," + member + ",'messages':[{'role':'user','content':'a'}]}");

        assertThat(asked.at(pointer)).isEqualTo(sent == null ? "" : sent);
        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
    }

    @ParameterizedTest
    @CsvSource({"64,same", "65,hashed", "157,hashed", "4000,hashed"})
    void hashesAUserThatOpenAiWouldRefuse(int length, String how) {
        String user = "u".repeat(length);
        String sent = Asked.of(
                        new MessagesOverChat(),
                        "{'model':'m','max_tokens':1,'metadata':{'user_id':'" + user
                                + "'},'messages':[{'role':'user','content':'a'}]}")
                .at("/user");

        assertThat(sent).matches(how.equals("same") ? "'u{64}'" : "'[0-9a-f]{64}'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'role':'assistant','content':[{'type':'tool_use','id':'toolu_gh_ZnVuY3Rpb25zLmxvb2s6MA','name':'look','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_gh_ZnVuY3Rpb25zLmxvb2s6MA','content':'ok'}]} | /messages/1/tool_call_id | 'functions.look:0' |
        {'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':''},{'type':'text','text':'y'}]} | /messages/0 | {'role':'assistant','content':'y'} | thinking
        {'role':'assistant','content':''},{'role':'user','content':'b'} | /messages/0/role | 'user' |
        {'role':'assistant','content':[{'type':'server_tool_use','id':'s','name':'web_search','input':{}},{'type':'web_search_tool_result','tool_use_id':'s','content':[]},{'type':'text','text':'y'}]} | /messages/0/content | 'y' | server_tool_use, web_search_tool_result
        {'role':'assistant','content':[{'type':'tool_use','id':'1','name':'f','input':{}}]},{'role':'user','content':'stop'} | /messages/0 | {'role':'user','content':'stop'} | tool_use
        {'role':'user','content':[{'type':'tool_result','tool_use_id':'9','content':'lost'}]} | /messages/0 | {'role':'user','content':'lost'} |
        {'role':'assistant','content':[{'type':'tool_use','id':'1','name':'f','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'1','is_error':true,'content':'boom'}]} | /messages/1/content | 'Error: boom' |
        {'role':'assistant','content':[{'type':'tool_use','id':'1','name':'f','input':{}}]},{'role':'user','content':[{'type':'text','text':'see'},{'type':'tool_result','tool_use_id':'1','content':[{'type':'tool_reference','tool_name':'g'}]}]} | /messages/1/content | 'g' |
        {'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}]} | /messages/0/content | 'a' | cache_control
        {'role':'user','content':[{'type':'text','text':''},{'type':'text','text':'a'}]} | /messages/0/content | 'a' |
        {'role':'user','content':'a'},{'role':'system','content':'be'} | /messages/0 | {'role':'system','content':'be'} |
        {'role':'user','content':[{'type':'search_result','title':'T','source':'S','content':[{'type':'text','text':'x'}],'citations':{'enabled':true}}]} | /messages/0/content/1/text | 'x' |
        {'role':'user','content':[{'type':'container_upload','file_id':'f'},{'type':'text','text':'a'}]} | /messages/0/content | 'a' | container_upload
        {'role':'user','content':[{'type':'document','source':{'type':'content','content':'x'},'title':'t'}]} | /messages/0/content | 'x' |
        """)
    void turnsMessagesIntoWhatChatApisTake(String messages, String pointer, String sent, String dropped) {
        Asked asked = Asked.of(new MessagesOverChat(), "{'model':'m','max_tokens':1,'messages':[" + messages + "]}");

        assertThat(asked.at(pointer)).isEqualTo(sent);
        assertThat(asked.dropped()).isEqualTo(dropped == null ? "" : dropped);
    }
}

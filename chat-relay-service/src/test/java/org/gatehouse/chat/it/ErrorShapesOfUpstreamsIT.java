package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.chat.it.WireUpstream.Said;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of an upstream's refusal reach the client, in whatever shape the server has for them. */
class ErrorShapesOfUpstreamsIT {

    @RegisterExtension
    static final WireRig rig = WireRig.start();

    private static final String WORDS = "tools[0] must have a name";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'W','type':'invalid_request_error'}}",
                "{'error':{'message':'W'}}",
                "{'error':'W'}",
                "{'message':'W'}",
                "{'detail':'W'}",
                "{'detail':[{'loc':['body','tools',0],'msg':'W','type':'missing'}]}",
                "{'detail':{'error':'W'}}",
                "{'detail':{'message':'W'}}",
                "[{'error':{'code':400,'message':'W','status':'INVALID_ARGUMENT'}}]",
                "{'object':'error','message':'W','type':'BadRequestError','code':400}",
                "{'errors':[{'message':'W'}]}",
                "{'errors':['W']}",
                "{'error':{'error':{'message':'W'}}}",
                "{'error':['W']}",
                "{'error':[{'message':'W'}]}",
                "{'error':{'code':400,'msg':'W'}}",
                "{'code':400,'msg':'W'}",
                "{'error_msg':'W'}",
                "{'error_message':'W'}",
                "{'Message':'W'}",
                "{'type':'error','error':{'type':'invalid_request_error','message':'W'}}",
                "{'title':'Bad Request','status':400,'detail':'W'}",
                "{'fault':{'faultstring':'W'}}",
                "{'status':'error','description':'W'}",
                "{'error':{'message':'Provider returned error','metadata':{'raw':'W'}}}",
                "{'error':{'message':'{\\'error\\':{\\'message\\':\\'W\\'}}'}}",
                "{'success':false,'errors':[{'code':7000,'message':'W'}],'result':null}",
                "W"
            })
    void findsTheWords(String shape) {
        String body = shape.replace("\\'", "\\\"").replace('\'', '"').replace("W", WORDS);
        for (String model : new String[] {"mock/large", "claude"}) {
            for (Surface surface : Surface.values()) {
                Told told = rig.ask(surface, model, true, new Said(400, type(body), body));

                assertThat(told.outcome())
                        .as("%s %s %s", shape, surface, told.body())
                        .isEqualTo("400");
                assertThat(Told.json(told.body()).at("/error/message").asText())
                        .as("%s %s", model, surface)
                        .contains(WORDS)
                        .doesNotContain("{");
            }
        }
    }

    private static String type(String body) {
        return body.startsWith("{") || body.startsWith("[") ? "application/json" : "text/plain";
    }

    /** In the very words by which the clients of each dialect know that they have to shorten their history. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.
            400 | prompt is too long: 210000 tokens > 200000 maximum
            400 | input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length
            400 | the request exceeds the available context size, try increasing it
            400 | The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).
            400 | Input is too long for requested model.
            400 | Please reduce the length of the messages or completion.
            422 | inputs tokens + max_new_tokens must be <= 4096
            400 | This endpoint's maximum context length is 131072 tokens. However, you requested about 140000 tokens.
            500 | the prompt is too long: 9000, model maximum context length: 8192
            400 | Prompt contains 9000 tokens, too large for model with 8192 maximum context length
            400 | Your input exceeds the context window of this model. Please adjust your input and try again.
            """)
    void saysThatAPromptIsTooLongInTheWordsClientsLookFor(int status, String words) {
        String body = "{\"error\":{\"message\":" + Chunks.text(words) + ",\"type\":\"e\"}}";
        for (Surface surface : Surface.values()) {
            Told told = rig.ask(surface, "mock/large", true, new Said(status, "application/json", body));

            assertThat(told.outcome()).as("%s %s", surface, told.body()).isEqualTo("400");
            assertThat(told.body())
                    .as("%s", surface)
                    .contains(surface == Surface.MESSAGES ? "prompt is too long" : "context_length_exceeded");
        }
    }
}

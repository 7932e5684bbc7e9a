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
                "{'statusCode':400,'error':'Bad Request','message':'W'}",
                "{'timestamp':'2026-01-01','status':400,'error':'Bad Request','message':'W','path':'/v1'}",
                "{'error':'invalid_request','error_description':'W'}",
                "{'error':{'code':400,'message':'W','errors':[{'message':'W','domain':'global'}],'status':'INVALID_ARGUMENT'}}",
                "{'base_resp':{'status_code':2013,'status_msg':'W'}}",
                "{'__type':'ValidationException','message':'W'}",
                "{'code':'InvalidParameter','message':'W','request_id':'r'}",
                "{'error_code':336003,'error_msg':'W'}",
                "{'error':'W','error_type':'validation'}",
                "{'detail':['W']}",
                "{'detail':{'msg':'W'}}",
                "{'errorMessage':'W','errorType':'x'}",
                "{'error':{'type':'x','detail':'W'}}",
                "{'error':{'code':'BadRequest','message':'W','innererror':{'code':'y'}}}",
                "['W']",
                "{'error':{'message':'Provider returned error','metadata':{'raw':'{\\'error\\':{\\'message\\':\\'W\\'}}'}}}",
                "{'title':'Invalid','type':'about:blank','errors':[{'detail':'W'}]}",
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
            400 | request (40069 tokens) exceeds the available context size (22016 tokens), try increasing it
            400 | This model's maximum context length is 2048 tokens. However, your request has 8 input tokens plus 2045 'max_tokens'. Please reduce one or the other.
            400 | 'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 8192 tokens and your request has 6000 input tokens (4096 > 8192 - 6000).
            400 | Requested token count exceeds the model's maximum context length of 32768 tokens. You requested a total of 40000 tokens.
            400 | The input (40000 tokens) is longer than the model's context length (32768 tokens).
            400 | Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens
            400 | Invalid request: Your request exceeded model token limit: 262144 (requested: 300000)
            400 | input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens. Please reduce the length of the messages.
            400 | This model's maximum prompt length is 131072 but the request contains 140000 tokens.
            422 | Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8192. Given: 9000 `inputs` tokens and 512 `max_new_tokens`
            400 | Context limit is 49152 tokens; prompt=51402 leaves 0 output tokens, below the minimum 16
            400 | Range of input length should be [1, 129024]
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

    /** Claude Code reads both numbers, and shortens its history by them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            This model's maximum context length is 2048 tokens. However, your request has 800 input tokens plus 2045 'max_tokens'. | 2845 | 2048
            'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 8192 tokens and your request has 6000 input tokens (4096 > 8192 - 6000). | 10096 | 8192
            This model's maximum context length is 2048 tokens. However, you requested 50 output tokens and your prompt contains at least 1999 input tokens, for a total of at least 2049 tokens. | 2049 | 2048
            This model's maximum context length is 131072 tokens. However, you requested 131134 tokens (122942 in the messages, 8192 in the completion). | 131134 | 131072
            the prompt is too long: 9000, model maximum context length: 8192 | 9000 | 8192
            input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length | 210000 | 200000
            prompt is too long: 210000 tokens > 200000 maximum | 210000 | 200000
            """)
    void tellsMessagesClientsHowMuchTooLong(String words, String asked, String most) {
        String body = "{\"error\":{\"message\":" + Chunks.text(words) + ",\"type\":\"e\"}}";

        assertThat(rig.ask(Surface.MESSAGES, "mock/large", false, new Said(400, "application/json", body))
                        .body())
                .contains("prompt is too long: " + asked + " tokens > " + most + " maximum");
    }

    /** What says how much may be written at most has nothing to do with the prompt. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens is too large: 50000. This model supports at most 16384 completion tokens, whereas you provided 50000.",
                "max_completion_tokens is too large: 200000. This model supports at most 128000 completion tokens",
                "Rate limit reached for tokens per minute (TPM): Limit 30000, Requested 40000.",
                "max_tokens: 20000 > 8192, which is the maximum allowed number of output tokens for this model"
            })
    void doesNotTakeALimitOfTheAnswerForOneOfThePrompt(String words) {
        String body = "{\"error\":{\"message\":" + Chunks.text(words) + ",\"type\":\"e\"}}";

        assertThat(rig.ask(Surface.CHAT, "mock/large", false, new Said(400, "application/json", body))
                        .body())
                .doesNotContain("context_length_exceeded");
    }
}

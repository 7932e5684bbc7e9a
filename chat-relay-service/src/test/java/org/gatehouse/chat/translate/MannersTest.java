package org.gatehouse.chat.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.chat.json.JsonTree;
import org.gatehouse.chat.model.Model;
import org.gatehouse.chat.upstream.Dropped;
import org.gatehouse.chat.upstream.http.UpstreamErrors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In how many words servers say that a member is not wanted. */
class MannersTest {

    private static final Model MODEL = new Model("m", null, null, "up", "up/m", null, List.of(), List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            temperature | {"error":{"message":"Unsupported value: 'temperature' does not support 0.1 with this model. Only the default (1) value is supported.","param":"temperature","code":"unsupported_value"}}
            temperature | {"error":{"message":"invalid temperature: only 1 is allowed for this model","type":"invalid_request_error"}}
            top_p | {"error":{"message":"invalid top_p: only 0.95 is allowed for this model","type":"invalid_request_error"}}
            temperature | {"error":{"message":"This model has beta-limitations: temperature, top_p and n are fixed at 1","type":"invalid_request_error"}}
            parallel_tool_calls | {"error":{"message":"Unrecognized request argument supplied: parallel_tool_calls","type":"invalid_request_error"}}
            parallel_tool_calls | [{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \\"parallel_tool_calls\\": Cannot find field.","status":"INVALID_ARGUMENT"}}]
            parallel_tool_calls | {"error":{"message":"property 'parallel_tool_calls' is unsupported","type":"invalid_request_error"}}
            parallel_tool_calls | {"message":"extraneous key [parallel_tool_calls] is not permitted, please reformat your input and try again."}
            user | {"detail":[{"type":"extra_forbidden","loc":["body","user"],"msg":"Extra inputs are not permitted","input":"x"}]}
            reasoning_effort | {"error":{"message":"`reasoning_effort` is not supported with this model","type":"invalid_request_error"}}
            reasoning_effort | {"error":{"message":"Failed to deserialize the JSON body into the target type: reasoning_effort: unknown variant `minimal`, expected one of `low`, `high`","type":"invalid_request_error"}}
            stop | {"error":"Argument not supported on this model: stop"}
            metadata | {"error":{"message":"metadata: Extra inputs are not permitted","type":"invalid_request_error"}}
            top_p | {"type":"error","error":{"type":"invalid_request_error","message":"`top_p` is deprecated for this model."}}
            """)
    void learnsFromARefusal(String member, String refusal) {
        var manners = new Manners();
        ObjectNode request = JsonTree.object().put("model", "m").put(member, "x");
        request.putArray("messages");

        manners.learn(
                request,
                "up",
                MODEL,
                new UpstreamErrors(null).of(400, EmptyHttpHeaders.INSTANCE, refusal.getBytes(StandardCharsets.UTF_8)));

        var dropped = new Dropped();
        assertThat(manners.polite(request, "up", MODEL, dropped).has(member)).isFalse();
        assertThat(dropped.names()).containsExactly(member);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            temperature | {"error":{"message":"temperature must be between 0 and 2","type":"invalid_request_error"}}
            top_p | {"error":{"message":"tools[0].function.name does not match the pattern","type":"invalid_request_error"}}
            stop | {"error":{"message":"Unknown model; the service will stop soon.","type":"x"}}
            user | {"error":{"message":"The user location is not supported for the API use.","type":"x"}}
            """)
    void learnsNothingFromAnother(String member, String refusal) {
        var manners = new Manners();
        ObjectNode request = JsonTree.object().put("model", "m").put(member, "x");

        manners.learn(
                request,
                "up",
                MODEL,
                new UpstreamErrors(null).of(400, EmptyHttpHeaders.INSTANCE, refusal.getBytes(StandardCharsets.UTF_8)));

        assertThat(manners.polite(request, "up", MODEL, new Dropped()).has(member))
                .isTrue();
    }
}

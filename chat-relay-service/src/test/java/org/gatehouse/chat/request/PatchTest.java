package org.gatehouse.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchTest {

    @Test
    void sendsTheClientsBytesWhenNothingMustChange() {
        String body =
                "\n{ \"messages\" : [{\"content\":\"\\u00e9 \u20ac\"}],\t\"model\":\"m\", \"zzz\":1.50e+2,\"zzz\":{\"b\":0,\"a\":-0.0} }  ";

        assertThat(patched(body, "m")).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m','messages':[{}]} | {'model':'up/m','messages':[{}]}",
                "{'messages':[{'content':'\u20ac\ud83d\ude00'}],'model':  'm' } | {'messages':[{'content':'\u20ac\ud83d\ude00'}],'model':  'up/m' }",
                "{'messages':[{'model':'inner'}],'mod\\u0065l':'\\u006d'} | {'messages':[{'model':'inner'}],'mod\\u0065l':'up/m'}",
            })
    void replacesTheModelOnly(String body, String expected) {
        assertThat(patched(body.replace('\'', '"'), "up/m")).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m','stream':true,'messages':[{}]} | {'model':'m','stream_options':{'include_usage':true},'stream':true,'messages':[{}]}",
                "{'stream':true,'messages':[{}],'model':'m'} | {'stream':true,'messages':[{}],'model':'m','stream_options':{'include_usage':true}}",
                "{'stream':true,'stream_options':null,'messages':[{}],'model':'m'} | {'stream':true,'stream_options':{'include_usage':true},'messages':[{}],'model':'m'}",
                "{'stream':true,'stream_options':{},'messages':[{}],'model':'m'} | {'stream':true,'stream_options':{'include_usage':true},'messages':[{}],'model':'m'}",
                "{'stream':true,'stream_options':{  },'messages':[{}],'model':'m'} | {'stream':true,'stream_options':{'include_usage':true  },'messages':[{}],'model':'m'}",
                "{'stream':true,'stream_options':{'x':{'y':1}},'messages':[{}],'model':'m'} | {'stream':true,'stream_options':{'include_usage':true,'x':{'y':1}},'messages':[{}],'model':'m'}",
                "{'stream':true,'stream_options':{'include_usage':false},'messages':[{}],'model':'m'} | {'stream':true,'stream_options':{'include_usage':true},'messages':[{}],'model':'m'}",
                "{'stream':true,'stream_options':{'include_usage':null},'messages':[{}],'model':'m'} | {'stream':true,'stream_options':{'include_usage':true},'messages':[{}],'model':'m'}",
                "{'stream':true,'stream_options':{'include_usage':true},'messages':[{}],'model':'m'} | {'stream':true,'stream_options':{'include_usage':true},'messages':[{}],'model':'m'}",
                "{'stream':false,'messages':[{}],'model':'m'} | {'stream':false,'messages':[{}],'model':'m'}",
            })
    void asksForUsageWheneverTheAnswerIsStreamed(String body, String expected) {
        assertThat(patched(body.replace('\'', '"'), "m")).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m','models':['x'],'messages':[{}]} | {'model':'m','messages':[{}]}",
                "{'messages':[{}],'model':'m', 'models' : ['x'] } | {'messages':[{}],'model':'m' }",
                "{'models':[],'messages':[{}],'model':'m'} | {'messages':[{}],'model':'m'}",
                "{'messages':[{}],'model':'m','models':['x'],'stream':true} | {'messages':[{}],'model':'m','stream_options':{'include_usage':true},'stream':true}",
                "{'messages':[{}],'stream':true,'model':'m','models':['x']} | {'messages':[{}],'stream':true,'model':'m','stream_options':{'include_usage':true}}",
            })
    void leavesTheFallbackListOut(String body, String expected) {
        assertThat(patched(body.replace('\'', '"'), "m")).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void writesAModelNameAsJson() {
        assertThat(patched("{\"model\":\"m\",\"messages\":[{}]}", "a\"b\\\u00e9"))
                .isEqualTo("{\"model\":\"a\\\"b\\\\\u00e9\",\"messages\":[{}]}");
    }

    private static String patched(String body, String upstreamModel) {
        return Patch.of(RequestReaderTest.read(body), upstreamModel).toString(StandardCharsets.UTF_8);
    }
}

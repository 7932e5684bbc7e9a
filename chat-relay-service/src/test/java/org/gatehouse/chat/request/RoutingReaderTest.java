package org.gatehouse.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.gatehouse.chat.request.Reading.Read;
import org.gatehouse.chat.request.Reading.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutingReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"api_base\":\"http://x\"                                  | api_base",
                "\"API_BASE\":\"http://x\"                                  | API_BASE",
                "\"base_url\":\"http://x\"                                  | base_url",
                "\"user_config\":{\"model_list\":[]}                        | user_config",
                "\"model_list\":[]                                          | model_list",
                "\"aws_sts_endpoint\":\"http://x\"                          | aws_sts_endpoint",
                "\"extra_body\":{\"api_base\":\"http://x\"}                 | api_base",
                "\"litellm_params\":{\"a\":[{\"base_url\":\"http://x\"}]}   | base_url",
                "\"fallbacks\":[{\"model\":\"m\",\"api_base\":\"http://x\"}] | api_base",
                "\"providerOptions\":{\"gateway\":{\"base_url\":\"x\"}}     | base_url",
            })
    void neverPassesOnWhereACredentialWouldGo(String member, String param) {
        assertThat(read(member)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.param()).isEqualTo(param);
            assertThat(refused.code()).isEqualTo("unsupported_parameter");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"fallbacks\":[\"a\",\"b\"]                              | fallbacks a b",
                "\"fallbacks\":[{\"model\":\"a\"}]                        | fallbacks a",
                "\"fallbacks\":[{\"m\":[\"a\",\"b\"]}]                    | fallbacks m a b",
                "\"Fallbacks\":\"a\"                                      | Fallbacks a",
                "\"fallback_models\":[\"a\"]                              | fallback_models a",
                "\"context_window_fallback_dict\":{\"m\":\"a\"}           | context_window_fallback_dict m a",
                "\"context_window_fallbacks\":[{\"m\":[\"a\"]}]           | context_window_fallbacks m a",
                "\"content_policy_fallbacks\":[{\"m\":[\"a\"]}]           | content_policy_fallbacks m a",
                "\"fallbacks\":null                                       |",
                "\"metadata\":{\"fallbacks\":[\"a\"]}                     |",
            })
    void readsTheModelsThatAnUpstreamMayAskInstead(String member, @org.jspecify.annotations.Nullable String expected) {
        Routing routing = ((Read) read(member)).request().routing();

        String first =
                routing.named().isEmpty() ? "" : routing.named().getFirst().param() + " ";
        String models = String.join(
                " ", routing.named().stream().map(Routing.Named::model).toList());
        assertThat((first + models).strip()).isEqualTo(expected == null ? "" : expected);
        assertThat(routing.unchecked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "route",
                "provider",
                "providerOptions",
                "provider_options",
                "plugins",
                "preset",
                "extra_body",
                "litellm_params",
                "deployment_id",
                "engine",
                "custom_llm_provider",
                "Provider"
            })
    void notesWhatMayLeadAnywhere(String member) {
        assertThat(((Read) read("\"" + member + "\":{\"a\":[1]}"))
                        .request()
                        .routing()
                        .unchecked())
                .containsExactly(member);
        assertThat(((Read) read("\"" + member + "\":null")).request().routing().unchecked())
                .isEmpty();
    }

    @Test
    void keepsABoundedNumberOfNames() {
        Routing routing = ((Read) read("\"fallbacks\":[" + "\"a\",".repeat(100_000) + "\"a\"]"))
                .request()
                .routing();

        assertThat(routing.named()).hasSize(64);
        assertThat(routing.unchecked()).containsExactly("fallbacks");
    }

    private static Reading read(String member) {
        String body = "{\"model\":\"m\"," + member + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        return RequestReader.read(Endpoint.CHAT, body.getBytes(StandardCharsets.UTF_8));
    }
}

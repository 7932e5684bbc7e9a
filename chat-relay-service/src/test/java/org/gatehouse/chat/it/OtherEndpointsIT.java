package org.gatehouse.chat.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.testing.net.RawConnection;
import org.gatehouse.testing.net.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings and text completions, by the rules of chat. */
class OtherEndpointsIT {

    @RegisterExtension
    static final RelayRig relay = RelayRig.start();

    @ParameterizedTest
    @ValueSource(strings = {"/v1/embeddings", "/api/v1/embeddings"})
    void passEmbeddings(String path) {
        RawResponse response = post(path, "{\"model\":\"mock/embedder\",\"input\":[\"a\",\"b\"],\"dimensions\":3}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("\"embedding\":[0.1,-0.2,0.3]", "\"model\":\"up/embedder\"");
        assertThat(relay.upstream().stats().lastPath()).isEqualTo("/v1/embeddings");
        assertThat(relay.upstream().stats().lastBody())
                .isEqualTo("{\"model\":\"up/embedder\",\"input\":[\"a\",\"b\"],\"dimensions\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/completions", "/api/v1/completions"})
    void passTextCompletions(String path) {
        String body = "{\"model\":\"mock/large\",\"prompt\":\"Say\",\"user\":\"mock:chunks=2\",\"stream\":%s}";
        RawResponse unary = post(path, body.formatted(false));
        RawResponse streamed = post(path, body.formatted(true));

        assertThat(unary.body()).contains("word0 word1 ");
        assertThat(streamed.body()).contains("word1 ").endsWith("data: [DONE]\n\n");
        assertThat(relay.upstream().stats().lastPath()).isEqualTo("/v1/completions");
    }

    @Test
    void needTheirOwnField() {
        assertThat(post("/v1/embeddings", "{\"model\":\"mock/large\"}").body()).contains("\"param\":\"input\"");
        assertThat(post("/v1/completions", "{\"model\":\"mock/large\"}").body()).contains("\"param\":\"prompt\"");
    }

    @Test
    void needAModelThatHasThem() {
        RawResponse response = post("/v1/embeddings", "{\"model\":\"gatehouse/echo\",\"input\":\"a\"}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("does not support this endpoint", "\"param\":\"model\"");
    }

    @Test
    void mapErrorsAlike() {
        String body = "{\"model\":\"mock/embedder\",\"input\":\"a\",\"user\":\"mock:status=500\"}";

        assertThat(post("/v1/embeddings", body).status()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "half",
                "short-length",
                "garbage",
                "array",
                "other-object",
                "error-frame",
                "html",
                "gzip",
                "empty"
            })
    void neverLookCompleteWhenTheyAreNot(String broken) {
        String ask =
                "{\"model\":\"%s\",\"input\":\"a\",\"prompt\":\"a\",\"messages\":[{}],\"user\":\"mock:%s\",\"metadata\":{\"user_id\":\"mock:%s\"}}";
        for (String way :
                new String[] {"/embeddings mock/embedder", "/completions mock/large", "/messages/count_tokens claude"
                }) {
            String[] part = way.split(" ", 2);
            RawResponse response = post("/v1" + part[0], ask.formatted(part[1], "break=" + broken, "break=" + broken));

            assertThat(response.status()).as(way).isEqualTo(502);
            assertThat(response.body()).contains("\"error\":{").doesNotContainIgnoringCase("canary");
            assertThat(post("/v1" + part[0], ask.formatted(part[1], "", "")).status())
                    .as("after %s", way)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/messages claude",
                "/messages mock/large",
                "/messages/count_tokens claude",
                "/responses answering",
                "/responses mock/large"
            })
    void haveATwinUnderApi(String way) {
        String[] part = way.split(" ", 2);
        String ask =
                "{\"model\":\"%s\",\"max_tokens\":9,\"input\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                        .formatted(part[1]);

        assertThat(withoutIds(post("/api/v1" + part[0], ask))).isEqualTo(withoutIds(post("/v1" + part[0], ask)));
    }

    private static String withoutIds(RawResponse response) {
        return response.status()
                + response.body().replaceAll("[0-9a-f]{32}", "ID").replaceAll("\"created(_at)?\":\\d+", "TIME");
    }

    private static RawResponse post(String path, String body) {
        try (RawConnection connection = relay.send(path, body)) {
            return connection.readResponse();
        }
    }
}

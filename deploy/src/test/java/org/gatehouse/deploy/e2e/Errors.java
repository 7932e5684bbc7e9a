package org.gatehouse.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.deploy.e2e.Client.Answer;

/** The two documented shapes of an error. */
final class Errors {
    private Errors() {}

    static void isProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        var json = answer.json();
        assertThat(json.path("status").asInt()).isEqualTo(status);
        assertThat(json.path("type").asText()).isNotEmpty();
        assertThat(json.path("title").asText()).isNotEmpty();
        assertThat(answer.header("x-request-id"))
                .isNotEmpty()
                .isEqualTo(json.path("instance").asText());
        leaksNothing(answer);
    }

    static void isOpenAiError(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/json");
        var error = answer.json().path("error");
        assertThat(error.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(answer.header("x-request-id")).isNotEmpty();
        leaksNothing(answer);
    }

    static void isAnthropicError(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/json");
        var json = answer.json();
        assertThat(json.path("type").asText()).isEqualTo("error");
        assertThat(json.path("error").path("type").asText()).isNotEmpty();
        assertThat(json.path("error").path("message").asText()).isNotEmpty();
        assertThat(json.path("request_id").asText())
                .isNotEmpty()
                .isEqualTo(answer.header("request-id"))
                .isEqualTo(answer.header("x-request-id"));
        leaksNothing(answer);
    }

    static void isRefusal(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).startsWith("Bearer");
    }

    private static void leaksNothing(Answer answer) {
        assertThat(answer.body())
                .doesNotContainIgnoringCase("exception")
                .doesNotContain(
                        "io.micronaut", "org.gatehouse.", "java.lang", "127.0.0.1", "CANARY", "Internal Server Error:");
    }
}

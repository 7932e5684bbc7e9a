package org.gatehouse.chat.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScrubTest {

    private static final String SECRET = "sk-upstream-secret-4711";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-abcdefghij",
                "sk-ant-api03-AbCdEf",
                "sk%2Dproj%2Dabcdefghij",
                "sk%252Dproj%252Dabcdefghij",
                "sk\\u002dproj\\u002dabcdefghij",
                "sk-\u200bproj-abcdefghij",
                "gsk_abcdefghijkl",
                "AIzaSyD4nE8xQ2kLmN0pRsTuV",
                "key=sk-proj-abcdefghij",
                "org-AbC123dEf456",
                "org-CANARYcanary",
                "proj_9xYz12345",
                "user-Ab12Cd34",
                "acct_1a2b3c4d",
                "Bearer%20abcd1234efgh",
                "api_key=hunter22",
                "password:hunter22",
                "https://internal.host/v1",
                "https:/internal-host/v1",
                "https:\\\\internal-host\\v1",
                "https:\\/\\/internal-host\\/v1",
                "https%3A%2F%2Finternal-host%2Fv1",
                "https%253A%252F%252Finternal-host",
                "postgres://db/x",
                "//node-7/v1",
                "api.provider.com",
                "api.provider.com/v1/chat",
                "gpu7.rack.internal:8000",
                "vllm-7.default.svc:80",
                "vllm:8000",
                "localhost:11434",
                "node-3:443",
                "10.1.2.3",
                "10.1.2.3:8080",
                "upstream=10.1.2.3:8080",
                "[2001:db8::1]:8080",
                "fe80::1",
                "2001:db8:0:0:0:0:0:1",
                "someone@example.org",
                "someone%40example.org",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                "deadbeef0123456789deadbeef0123456789",
                "iVBORw0KGgoAAAANSUhEUgAABAAAAAQACAYAAAB4711",
                "upstream-secret-4711",
                "sk%2Dupstream%2Dsecret%2D4711",
            })
    void takesOutWhatIsNobodysBusiness(String word) {
        assertThat(Scrub.text("Wrong '" + word + "' in it.", SECRET)).isEqualTo("Wrong '[redacted]' in it.");
        assertThat(Scrub.text(word, SECRET)).isEqualTo("[redacted]");
        assertThat(Scrub.text("see " + word + ".", SECRET)).isEqualTo("see [redacted].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid schema: 'key_points' is required in user-provided tools",
                "Unknown field 'organization_id', did you mean 'org_identifier'?",
                "messages.0.content: expected a string, got 5",
                "max_tokens:4096 exceeds limit:2048, tokens:9000",
                "'tools[0].function.name' does not match '^[a-zA-Z0-9_-]{1,64}$'",
                "Bearer authentication and basic types are supported",
                "this_is_a_very_long_function_name_with_many_parts is unknown",
                "The key_takeaways, user_preferences and project-summary fields",
                "gpt-4o-mini-2024-07-18 has 128000 tokens: ask for less",
                "At 12:30:45 and/or line 3:14 of proj-overview",
                "Use temperature=0.7 & top_p=1",
                "session-based req-response, sk-learn",
            })
    void leavesWordsThatAreNoSecrets(String text) {
        assertThat(Scrub.text(text, SECRET)).isEqualTo(text);
    }

    @Test
    void takesOutWhatIsAnnounced() {
        assertThat(Scrub.text("Authorization: Bearer abcd1234", null)).isEqualTo("Authorization: [redacted]");
        assertThat(Scrub.text("it said canary-Basic dXNlcjpwYXNz to us", null)).isEqualTo("it said [redacted] to us");
        assertThat(Scrub.text("basic  YWRtaW4=.", null)).isEqualTo("[redacted].");
        assertThat(Scrub.text("{\"api_key\": \"hunter2222\"}", null)).doesNotContain("hunter2222");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(Scrub.text("word ".repeat(100_000), null)).hasSize(501).endsWith("…");
        assertThat(Scrub.text("x ".repeat(990) + "https://a-very-long-name-of-a-host/" + "y".repeat(100), null))
                .doesNotContain("https");
        assertThat(Scrub.text("a".repeat(1_000_000), null)).isEqualTo("…");
    }

    @Test
    void namesAreShortAndPlain() {
        assertThat(Scrub.name("messages[0].content")).isEqualTo("messages[0].content");
        assertThat(Scrub.name("a b")).isNull();
        assertThat(Scrub.name("sk-proj-abcdefghij")).isNull();
        assertThat(Scrub.name("x".repeat(65))).isNull();
        assertThat(Scrub.name("")).isNull();
        assertThat(Scrub.name(null)).isNull();
    }
}
